"""Every page, gathered from the places."""

from alongside.web import converters as converters
from alongside.web.demo.addresses import addresses as demo
from alongside.web.members.addresses import addresses as members
from alongside.web.own.addresses import addresses as own
from alongside.web.peers.addresses import addresses as peers
from alongside.web.talk.addresses import addresses as talk
from alongside.web.team.addresses import addresses as team
from alongside.web.visitors.addresses import addresses as visitors

urlpatterns = [*visitors, *members, *own, *peers, *team, *talk, *demo]

handler404 = "alongside.web.answers.not_found"
handler500 = "alongside.web.answers.went_wrong"
