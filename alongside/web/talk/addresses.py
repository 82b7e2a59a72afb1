"""The addresses of this place."""

from django.urls import path

from alongside.web import converters as converters
from alongside.web.members import help_card, plan
from alongside.web.talk import (
    acts,
    agreeing,
    call,
    heavy,
    keeping,
    leaving_lines,
    outside,
    page,
    promise_read,
    quiet,
    report,
    voice,
)

addresses = [
    path("talk/<id:conversation>", page.talk),
    path("talk/<id:conversation>/more", acts.more),
    path("talk/<id:conversation>/end", acts.end),
    path("talk/<id:conversation>/change", acts.change),
    path("talk/<id:conversation>/no-card", help_card.not_any_more),
    path("talk/<id:conversation>/keep", keeping.keep),
    path("talk/<id:conversation>/kept-answer", keeping.answer),
    path("talk/<id:conversation>/helps", plan.of_the_member),
    path("talk/<id:conversation>/promise-read", promise_read.read),
    path("talk/<id:conversation>/next", agreeing.next_talk),
    path("talk/<id:conversation>/met", agreeing.met),
    path("talk/<id:conversation>/meanwhile", agreeing.meanwhile),
    path("talk/<id:conversation>/later", agreeing.later),
    path("talk/<id:conversation>/parting", leaving_lines.parting),
    path("talk/<id:conversation>/helped", leaving_lines.helped),
    path("talk/<id:conversation>/heavy", heavy.heavy),
    path("talk/<id:conversation>/someone-else", heavy.someone_else),
    path("talk/<id:conversation>/quiet", quiet.quiet),
    path("talk/<id:conversation>/report", report.report),
    path("talk/<id:conversation>/outside", outside.outside),
    path("talk/<id:conversation>/call", call.call),
    path("talk/<id:conversation>/voice/<id:n>", voice.voice),
    path("talk/<id:conversation>/<slug:what>", acts.act),
]
