"""Languages people talk in, each by its own name. Signed languages are languages.

A `bit` is kept in people's rows: it is never changed and never used again for something else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from alongside.rules import pick


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its ISO 639 code, its own name, and what English calls it (to find it by)."""

    code: str
    bit: int
    words: str
    search: str


TONGUES: tuple[Tongue, ...] = (
    Tongue("en", 0, "English", "English"),
    Tongue("sw", 1, "Kiswahili", "Swahili"),
    Tongue("es", 2, "Español", "Spanish"),
    Tongue("fr", 3, "Français", "French"),
    Tongue("pt", 4, "Português", "Portuguese"),
    Tongue("ar", 5, "العربية", "Arabic"),
    Tongue("am", 6, "አማርኛ", "Amharic"),
    Tongue("om", 7, "Afaan Oromoo", "Oromo"),
    Tongue("ti", 8, "ትግርኛ", "Tigrinya"),
    Tongue("so", 9, "Soomaali", "Somali"),
    Tongue("ha", 10, "Hausa", "Hausa"),
    Tongue("yo", 11, "Yorùbá", "Yoruba"),
    Tongue("ig", 12, "Igbo", "Igbo"),
    Tongue("pcm", 13, "Naijá", "Nigerian Pidgin"),
    Tongue("tw", 14, "Twi", "Twi Akan"),
    Tongue("lg", 15, "Luganda", "Luganda Ganda"),
    Tongue("rw", 16, "Ikinyarwanda", "Kinyarwanda Rwanda"),
    Tongue("rn", 17, "Ikirundi", "Kirundi Rundi"),
    Tongue("ny", 18, "Chichewa", "Chichewa Nyanja"),
    Tongue("bem", 19, "Ichibemba", "Bemba"),
    Tongue("sn", 20, "chiShona", "Shona"),
    Tongue("nd", 21, "isiNdebele", "Ndebele"),
    Tongue("zu", 22, "isiZulu", "Zulu"),
    Tongue("xh", 23, "isiXhosa", "Xhosa"),
    Tongue("af", 24, "Afrikaans", "Afrikaans"),
    Tongue("st", 25, "Sesotho", "Sesotho Sotho"),
    Tongue("tn", 26, "Setswana", "Setswana Tswana"),
    Tongue("ln", 27, "Lingála", "Lingala"),
    Tongue("ki", 28, "Gĩkũyũ", "Kikuyu"),
    Tongue("luo", 29, "Dholuo", "Luo"),
    Tongue("hi", 30, "हिन्दी", "Hindi"),
    Tongue("bn", 31, "বাংলা", "Bengali Bangla"),
    Tongue("ta", 32, "தமிழ்", "Tamil"),
    Tongue("te", 33, "తెలుగు", "Telugu"),
    Tongue("mr", 34, "मराठी", "Marathi"),
    Tongue("ur", 35, "اردو", "Urdu"),
    Tongue("pa", 36, "ਪੰਜਾਬੀ", "Punjabi"),
    Tongue("ne", 37, "नेपाली", "Nepali"),
    Tongue("fa", 38, "فارسی", "Persian Farsi Dari"),
    Tongue("ps", 39, "پښتو", "Pashto"),
    Tongue("tl", 40, "Tagalog", "Tagalog Filipino"),
    Tongue("vi", 41, "Tiếng Việt", "Vietnamese"),
    Tongue("zh", 42, "中文", "Chinese Mandarin Cantonese"),
    Tongue("ko", 43, "한국어", "Korean"),
    Tongue("uk", 44, "Українська", "Ukrainian"),
    Tongue("ru", 45, "Русский", "Russian"),
    Tongue("pl", 46, "Polski", "Polish"),
    Tongue("de", 47, "Deutsch", "German"),
    Tongue("ht", 48, "Kreyòl ayisyen", "Haitian Creole"),
    Tongue("esu", 49, "Yugtun", "Yup'ik Yupik"),
    Tongue("ik", 50, "Iñupiatun", "Inupiaq Inupiat"),
    Tongue("nv", 51, "Diné bizaad", "Navajo"),
    Tongue("cr", 52, "nēhiyawēwin", "Cree"),
    Tongue("oj", 53, "Anishinaabemowin", "Ojibwe Ojibway"),
    Tongue("iu", 54, "ᐃᓄᒃᑎᑐᑦ", "Inuktitut Inuit"),
    Tongue("lkt", 55, "Lakȟótiyapi", "Lakota"),
    Tongue("mi", 56, "Te reo Māori", "Maori"),
    Tongue("sm", 57, "Gagana Sāmoa", "Samoan"),
    Tongue("ase", 58, "American Sign Language", "ASL deaf"),
    Tongue("xki", 59, "Kenyan Sign Language", "KSL deaf Lugha ya Ishara"),
    Tongue("sfs", 60, "South African Sign Language", "SASL deaf"),
    Tongue("bfi", 61, "British Sign Language", "BSL deaf"),
)

# what English calls each, to find it by
IN_ENGLISH: dict[str, str] = {tongue.code: tongue.search for tongue in TONGUES}

_BY_CODE = {tongue.code: tongue for tongue in TONGUES}


def by_code(code: str) -> Tongue | None:
    """The language with this code; None when it is not in the list."""
    return _BY_CODE.get(code)


def name(code: str) -> str:
    """What a language calls itself; the code where it is not in the list."""
    tongue = _BY_CODE.get(code)
    return tongue.words if tongue else code


def mask_of(codes: Iterable[str]) -> int:
    """The bits of these languages. Codes that are not in the list are left out."""
    return pick.mask(_BY_CODE, codes)


def codes_of(mask: int) -> tuple[str, ...]:
    """The codes of a mask, in the list's order."""
    return pick.codes(TONGUES, mask)


def find(text: str, translate: Callable[[str], str]) -> tuple[Tongue, ...]:
    """Languages that go by what was typed. `translate` says English in the reader's language."""
    return pick.find(TONGUES, text, translate)
