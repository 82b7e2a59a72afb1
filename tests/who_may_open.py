"""What each of the cast gets, on every page and by every method. The one table; `test_doors.py` holds it.

A dot is the 404 of what does not exist: for someone it does not concern, a page is not there. Forms are sent
empty, and by their own page. Someone of another program has a page only where it is their own program's.
"""

from __future__ import annotations

WHO = (
    "stranger",
    "member",  # walks with `peer`
    "other_member",  # walks with nobody
    "peer",
    "other_peer",
    "supervisor",
    "coordinator",
    "elsewhere_member",
    "elsewhere_peer",
    "elsewhere_coordinator",
)

# Columns as in WHO: stranger; member, other member; peer, other peer; supervisor, coordinator; elsewhere.
TABLE = """
/                                        GET   200  200 200  303 303  303 303  200 303 303
at/<slug:slug>                           GET   200  303 303  200 200  200 200  200 200 200
at/<slug:slug>/arrive                    GET   200  303 303  200 200  200 200  303 303 303
at/<slug:slug>/arrive                    POST  422  303 303  303 303  303 303  303 303 303
at/<slug:slug>/promise                   GET   200  200 200  200 200  200 200  200 200 200
at/<slug:slug>/help                      GET   200  200 200  200 200  200 200  200 200 200
at/<slug:slug>/help/hurt                 GET   200  200 200  200 200  200 200  200 200 200
at/<slug:slug>/private                   GET   200  200 200  200 200  200 200  200 200 200
at/<slug:slug>/card                      GET   200  200 200  303 303  303 303  303 303 303
at/<slug:slug>/card                      POST  422  422 422  303 303  303 303  303 303 303
at/<slug:slug>/given-back                GET   303  303 303  303 303  303 303  303 303 303
at/<slug:slug>/given-back                POST  303  303 303  303 303  303 303  303 303 303
at/<slug:slug>/back                      GET   200  303 303  303 303  303 303  303 303 303
at/<slug:slug>/back                      POST  422  303 303  303 303  303 303  303 303 303

ask                                      GET     .  200 303    .   .    .   .  200   .   .
ask                                      POST    .  200 303    .   .    .   .  200   .   .
choose                                   GET     .  303 303    .   .    .   .  303   .   .
choose                                   POST    .  303 303    .   .    .   .  303   .   .
waiting                                  GET     .  303 200    .   .    .   .  303   .   .
waiting                                  POST    .  303 303    .   .    .   .  303   .   .
waiting/news                             GET     .  200 200    .   .    .   .  200   .   .
words                                    GET     .  200 200    .   .    .   .  200   .   .
words                                    POST    .  200 200    .   .    .   .  200   .   .
me                                       GET     .  200 200    .   .    .   .  200   .   .
me/promise                               GET     .  303 303    .   .    .   .  303   .   .
me/promise                               POST    .  303 303    .   .    .   .  303   .   .
me/language                              POST    .  422 422    .   .    .   .  422   .   .
me/device                                POST    .  303 303    .   .    .   .  303   .   .
me/rest                                  POST    .  303 303    .   .    .   .  303   .   .
at/<slug:slug>/back/lost                 GET   200  303 303  303 303  303 303  303 303 303
at/<slug:slug>/back/lost                 POST  422  303 303  303 303  303 303  303 303 303
me/back                                  GET     .  200 200    .   .    .   .  200   .   .
me/back                                  POST    .  303 303    .   .    .   .  303   .   .
desk/lost/<id:lost>                      GET     .    .   .  200   .    .   .    .   .   .
desk/lost/<id:lost>                      POST    .    .   .  303   .    .   .    .   .   .
program/lost/<id:lost>                   GET     .    .   .    .   .  200 200    .   .   .
program/lost/<id:lost>                   POST    .    .   .    .   .  303 303    .   .   .
program/left/<id:wish>                   GET     .    .   .    .   .  200 200    .   .   .
program/left/<id:wish>                   POST    .    .   .    .   .  303 303    .   .   .
me/told                                  GET     .  200 200    .   .    .   .  200   .   .
me/told                                  POST    .  303 303    .   .    .   .  303   .   .
me/phones                                GET     .  200 200  200 200  200 200  200 200 200
me/phones                                POST    .  303 303  303 303  303 303  303 303 303
me/phones/<id:handle>                    GET     .  200   .    .   .    .   .    .   .   .
me/phones/<id:handle>                    POST    .  200   .    .   .    .   .    .   .   .
at/<slug:slug>/phone                     GET   200  303 303  303 303  303 303  303 303 303
at/<slug:slug>/phone                     POST  422  303 303  303 303  303 303  303 303 303
program/calls/<id:call>                  GET     .    .   .    .   .  200 200    .   .   .
program/calls/<id:call>                  POST    .    .   .    .   .  303 303    .   .   .
me/held                                  GET     .  200 200  200 200  200 200  200 200 200
me/held/talks/<id:conversation>          GET     .  200   .  200   .    .   .    .   .   .
me/held/<slug:group>                     GET     .  200 200  200 200  200 200  200 200 200
me/trace                                 GET     .  200 200  200 200  200 200  200 200 200
me/copy/read                             GET     .  200 200  200 200  200 200  200 200 200
me/copy/keep                             GET     .  200 200  200 200  200 200  200 200 200
me/delete                                GET     .  200 200  200 200  200 200  200 200 200
me/delete                                POST    .  422 422  422 422  422 422  422 422 422
me/outside/<id:contact>                  GET    .  200   .    .   .    .   .    .   .   .
me/outside/<id:contact>                  POST   .  303   .    .   .    .   .    .   .   .
me/plan                                  GET     .  200 200    .   .    .   .  200   .   .
me/plan                                  POST    .  303 303    .   .    .   .  303   .   .
me/kept                                  GET     .  200 200    .   .    .   .  200   .   .
me/kept                                  POST    .  303 303    .   .    .   .  303   .   .
me/help-card                             GET     .  200 200  200 200  200 200  200 200 200
me/help-card                             POST    .  303 303  303 303  303 303  303 303 303
help/talk                                POST    .  303 303    .   .    .   .  303   .   .
help/ring                                GET     .  200 200    .   .    .   .  200   .   .
help/ring                                POST    .  303 422    .   .    .   .  422   .   .
help/ring/back                           POST    .  303 303    .   .    .   .  303   .   .
me/steps                                 GET     .  200 200    .   .    .   .  200   .   .
me/steps                                 POST    .  422 422    .   .    .   .  422   .   .
me/steps/<id:step>                       GET     .  200   .    .   .    .   .    .   .   .
me/steps/<id:step>                       POST    .  422   .    .   .    .   .    .   .   .
today                                    GET     .  200 200    .   .    .   .  200   .   .
today                                    POST    .  422 422    .   .    .   .  422   .   .
today/said                               GET     .  303 303    .   .    .   .  303   .   .
today/rhythm                             GET     .  200 200    .   .    .   .  200   .   .
today/rhythm                             POST    .  422 422    .   .    .   .  422   .   .
tomorrow                                 GET     .  200 200    .   .    .   .  200   .   .
tomorrow                                 POST    .  303 303    .   .    .   .  303   .   .
questions                                GET     .  200 200    .   .    .   .  200   .   .
questions                                POST    .  303 303    .   .    .   .  303   .   .
leave                                    POST    .  303 303  303 303  303 303  303 303 303
still-here                               POST    .  204 204  204 204  204 204  204 204 204

desk                                     GET     .    .   .  200 200    .   .    . 200   .
desk/news                                GET     .    .   .  200 200    .   .    . 200   .
desk/here                                POST    .    .   .  303 303    .   .    . 303   .
desk/rest                                POST    .    .   .  422 422    .   .    . 422   .
desk/leaving                             GET     .    .   .  200 200    .   .    . 200   .
desk/leaving                             POST    .    .   .  303 303    .   .    . 303   .
desk/kind-words/<id:helped>              GET     .    .   .  200   .    .   .    .   .   .
desk/kind-words/<id:helped>              POST    .    .   .  422   .    .   .    .   .   .
desk/lend                                GET     .    .   .  200 200    .   .    . 200   .
desk/lend                                POST    .    .   .  200 200    .   .    . 200   .
cards                                    GET     .    .   .  200 200    . 200    . 200 200
cards                                    POST    .    .   .  200 200    . 422    . 200 422
cards/<id:card>/end                      POST    .    .   .  303 303    . 303    . 303 303
desk/<id:offer>/hello                    POST    .    .   .    . 303    .   .    .   .   .
desk/<id:offer>/pass                     POST    .    .   .    . 303    .   .    .   .   .
desk/after/<id:conversation>             POST   .    .   .  303 303    .   .    . 303   .
desk/after/<id:note>/kept                GET    .    .   .  200   .    .   .    .   .   .
desk/after/<id:note>/kept                POST   .    .   .  303   .    .   .    .   .   .
me/profile                               GET     .    .   .  200 200    .   .    . 200   .
me/profile/preview                       GET     .    .   .  200 200    .   .    . 200   .
me/profile/preview                       POST    .    .   .  303 303    .   .    . 303   .
me/profile/<slug:code>                   GET     .    .   .  200 200    .   .    . 200   .
me/profile/<slug:code>                   POST    .    .   .  422 422    .   .    . 422   .
me/letters                               GET     .    .   .  200 200    .   .    . 200   .
me/letters                               POST    .    .   .  422 422    .   .    . 422   .
me/letters/<id:letter>/away              POST    .    .   .  303   .    .   .    .   .   .
practice                                 GET     .    .   .  200 200  200 200    . 200 200
practice                                 POST    .    .   .  422 422  422 422    . 422 422
practice/<id:conversation>/wipe          POST    .    .   .  303 303    .   .    .   .   .

sign-in                                  GET   200  200 200  303 303  303 303  200 303 303
sign-in                                  POST  422  422 422  422 422  422 422  422 422 422
sign-in/in                               GET     .  303 303  303 303  303 303  303 303 303
sign-out                                 POST  303  303 303  303 303  303 303  303 303 303
join/<str:token>                         GET   200  200 200  200 200  200 200  200 200 200
join/<str:token>                         POST  422  422 422  422 422  422 422  422 422 422
welcome                                  GET     .  303 303  303 303  303 303  303 303 303
set-up/<str:token>                       GET   200  200 200  200 200  200 200  200 200 200
set-up/<str:token>                       POST  422  422 422  422 422  422 422  422 422 422

program                                  GET     .    .   .    .   .  200 200    .   . 200
program/pause                            POST    .    .   .    .   .    . 422    .   . 422
program/invite                           GET     .    .   .    .   .    . 200    .   . 200
program/invite                           POST    .    .   .    .   .    . 422    .   . 422
program/invite/<id:link>/end             POST    .    .   .    .   .    . 303    .   . 303
program/people/<id:person>               GET     .    .   .    .   .  200 200    .   .   .
program/people/<id:person>               POST    .    .   .    .   .  303 303    .   .   .
program/people/<id:person>/leaves        POST    .    .   .    .   .    . 303    .   .   .
program/leaving/<id:match>               GET     .    .   .    .   .  200 200    .   .   .
program/leaving/<id:match>               POST    .    .   .    .   .  422 422    .   .   .
program/people/<id:person>/password      POST    .    .   .    .   .    . 200    .   .   .
program/requirements                     GET     .    .   .    .   .    . 200    .   . 200
program/requirements                     POST    .    .   .    .   .    . 303    .   . 303
program/promise                          GET     .    .   .    .   .    . 200    .   . 200
program/promise                          POST    .    .   .    .   .    . 422    .   . 422
program/words                            GET     .    .   .    .   .    . 200    .   . 200
program/words                            POST    .    .   .    .   .    . 303    .   . 303
program/places                           GET     .    .   .    .   .    . 200    .   . 200
program/places                           POST    .    .   .    .   .    . 303    .   . 303
program/experiences                      GET     .    .   .    .   .    . 200    .   . 200
program/experiences                      POST    .    .   .    .   .    . 303    .   . 303
program/hours                            GET     .    .   .    .   .    . 200    .   . 200
program/hours                            POST    .    .   .    .   .    . 422    .   . 422
program/opening                          GET     .    .   .    .   .  200 200    .   . 200
program/opening                          POST    .    .   .    .   .    . 422    .   . 422
program/rota                             GET     .    .   .    .   .  200 200    .   . 200
program/rota                             POST    .    .   .    .   .    . 422    .   . 422
desk/try                                 GET     .    .   .    .   .    . 200    .   . 200
desk/try                                 POST    .    .   .    .   .    . 200    .   . 200
program/age                              GET     .    .   .    .   .    . 200    .   . 200
program/age                              POST    .    .   .    .   .    . 422    .   . 422
program/complaints                       GET     .    .   .    .   .    . 200    .   . 200
program/complaints                       POST    .    .   .    .   .    . 422    .   . 422
desk/channels                            GET     .    .   .    .   .    . 200    .   . 200
desk/channels/new                        GET     .    .   .    .   .    . 200    .   . 200
desk/channels/new/<slug:kind>            GET     .    .   .    .   .    . 200    .   . 200
desk/channels/new/<slug:kind>            POST    .    .   .    .   .    . 422    .   . 422
desk/channels/<id:gateway>               GET     .    .   .    .   .    . 200    .   .   .
desk/channels/<id:gateway>               POST    .    .   .    .   .    . 303    .   .   .
desk/channels/<id:gateway>/change        GET     .    .   .    .   .    . 200    .   .   .
desk/channels/<id:gateway>/change        POST    .    .   .    .   .    . 422    .   .   .
desk/channels/<id:gateway>/end           GET     .    .   .    .   .    . 200    .   .   .
desk/channels/<id:gateway>/end           POST    .    .   .    .   .    . 303    .   .   .
program/near                             GET     .    .   .    .   .    . 200    .   . 200
program/near/new                         GET     .    .   .    .   .    . 200    .   . 200
program/near/new                         POST    .    .   .    .   .    . 422    .   . 422
program/near/<id:local>                  GET     .    .   .    .   .    . 200    .   .   .
program/near/<id:local>                  POST    .    .   .    .   .    . 422    .   .   .
program/lines                            GET     .    .   .    .   .    . 200    .   . 200
program/lines                            POST    .    .   .    .   .    . 303    .   . 303
program/lines/new                        GET     .    .   .    .   .    . 200    .   . 200
program/lines/new                        POST    .    .   .    .   .    . 422    .   . 422
program/lines/<id:line>                  GET     .    .   .    .   .    . 200    .   .   .
program/lines/<id:line>                  POST    .    .   .    .   .    . 422    .   .   .
program/backup/<id:backup>               GET    .    .   .    .   .  200 200    .   .   .
program/backup/<id:backup>               POST   .    .   .    .   .  303 303    .   .   .
program/reports/<id:report>              GET    .    .   .    .   .  200 200    .   .   .
program/reports/<id:report>              POST   .    .   .    .   .  303 303    .   .   .
program/outside/<id:contact>             GET    .    .   .    .   .  200 200    .   .   .
program/outside/<id:contact>             POST   .    .   .    .   .  303 303    .   .   .
program/quiet/<id:quiet>                 GET    .    .   .    .   .  200 200    .   .   .
program/quiet/<id:quiet>                 POST   .    .   .    .   .  303 303    .   .   .
program/after/<id:after>                 GET    .    .   .    .   .  200   .    .   .   .
program/after/<id:after>                 POST   .    .   .    .   .  303   .    .   .   .
program/asked/<id:asked>                 GET     .    .   .    .   .  200 200    .   .   .
program/asked/<id:asked>                 POST    .    .   .    .   .  303 303    .   .   .

talk/<id:conversation>                   GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>                   POST    .  422   .  422   .    .   .    .   .   .
talk/<id:conversation>/voice/<id:n>      GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/call              GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/call              POST    .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/more              GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/end               POST    .  303   .  303   .    .   .    .   .   .
talk/<id:conversation>/change            POST    .  303   .    .   .    .   .    .   .   .
talk/<id:conversation>/heavy             GET    .    .   .  200   .    .   .    .   .   .
talk/<id:conversation>/heavy             POST   .    .   .  303   .    .   .    .   .   .
talk/<id:conversation>/someone-else      POST   .  303   .    .   .    .   .    .   .   .
talk/<id:conversation>/quiet             GET    .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/quiet             POST   .  422   .  422   .    .   .    .   .   .
talk/<id:conversation>/report            GET    .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/report            POST   .  422   .  422   .    .   .    .   .   .
talk/<id:conversation>/outside           GET    .    .   .  200   .    .   .    .   .   .
talk/<id:conversation>/outside           POST   .    .   .  422   .    .   .    .   .   .
talk/<id:conversation>/keep              GET     .  200   .    .   .    .   .    .   .   .
talk/<id:conversation>/keep              POST    .  303   .    .   .    .   .    .   .   .
talk/<id:conversation>/kept-answer       POST    .  303   .  303   .    .   .    .   .   .
talk/<id:conversation>/helps             GET     .    .   .  200   .    .   .    .   .   .
talk/<id:conversation>/no-card           POST    .  303   .  303   .    .   .    .   .   .
talk/<id:conversation>/promise-read      POST    .  200   .    .   .    .   .    .   .   .
talk/<id:conversation>/next              GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/next              POST    .  422   .  422   .    .   .    .   .   .
talk/<id:conversation>/met               GET     .  200   .  200   .    .   .    .   .   .
talk/<id:conversation>/met               POST    .  422   .  422   .    .   .    .   .   .
talk/<id:conversation>/meanwhile         POST    .  303   .    .   .    .   .    .   .   .
talk/<id:conversation>/later             POST    .  303   .    .   .    .   .    .   .   .
talk/<id:conversation>/parting           GET     .    . 200  200   .    .   .    .   .   .
talk/<id:conversation>/parting           POST    .    . 303  303   .    .   .    .   .   .
talk/<id:conversation>/helped            GET     .    . 200    .   .    .   .    .   .   .
talk/<id:conversation>/helped            POST    .    . 303    .   .    .   .    .   .   .
talk/<id:conversation>/<slug:what>       POST    .  303   .  303   .    .   .    .   .   .

live/<id:conversation>                   GET     .  200   .  200   .    .   .    .   .   .
live/<id:conversation>/say               POST  401  200   .  200   .    .   .    .   .   .
live/<id:conversation>/shown             POST  401  200   .  200   .    .   .    .   .   .

demo                                     GET     .    .   .    .   .    .   .    .   .   .
demo/as/<id:person>                      POST    .    .   .    .   .    .   .    .   .   .
"""


def rows() -> dict[tuple[str, str], dict[str, int]]:
    """(address, method) -> what each gets."""
    table = {}
    for line in TABLE.splitlines():
        if line.strip():
            address, method, *got = line.split()
            address = address.removeprefix("/")  # the first page has the empty address
            assert len(got) == len(WHO), line
            assert (address, method) not in table, line
            table[address.strip("/"), method] = {
                who: 404 if one == "." else int(one) for who, one in zip(WHO, got, strict=True)
            }
    return table
