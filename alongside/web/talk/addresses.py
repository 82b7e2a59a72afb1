"""The addresses of this place."""

from django.urls import path

from alongside.web import converters as converters
from alongside.web.members import plan
from alongside.web.talk import acts, keeping, page, promise_read

addresses = [
    path("talk/<id:conversation>", page.talk),
    path("talk/<id:conversation>/more", acts.more),
    path("talk/<id:conversation>/end", acts.end),
    path("talk/<id:conversation>/change", acts.change),
    path("talk/<id:conversation>/keep", keeping.keep),
    path("talk/<id:conversation>/kept-answer", keeping.answer),
    path("talk/<id:conversation>/helps", plan.of_the_member),
    path("talk/<id:conversation>/promise-read", promise_read.read),
    path("talk/<id:conversation>/<slug:what>", acts.act),
]
