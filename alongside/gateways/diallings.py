"""USSD sessions: where each stands."""


def place(dialling_id: int) -> str:
    """What a sealed session is bound to."""
    return f"gateways_dialling {dialling_id}"
