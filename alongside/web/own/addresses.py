"""Pages of everybody who is inside: what we hold about them, who looked at it, a copy, deletion."""

from django.urls import path

from alongside.web.own.copy import copy_to_keep, copy_to_read
from alongside.web.own.deletion import delete
from alongside.web.own.held import group, held, talk, trace
from alongside.web.own.phone import phone
from alongside.web.own.phones import phones

addresses = [
    path("me/held", held),
    path("me/held/talks/<id:conversation>", talk),
    path("me/held/<slug:group>", group),
    path("me/trace", trace),
    path("me/copy/read", copy_to_read),
    path("me/copy/keep", copy_to_keep),
    path("me/delete", delete),
    path("me/phones", phones),
    path("me/phones/<id:handle>", phone),
]
