"""nothing -> a server on loopback that answers as the official sources do, and as they do when something is wrong."""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

Answer = tuple[int, dict[str, str], bytes]
JSON = "application/json; odata.metadata=minimal"
SRU = "http://docs.oasis-open.org/ns/search-ws/sruResponse"


@dataclass
class SourceServer:
    """Answers by its route, or first what is scripted for a part of the path. Use it as a context."""

    scripted: dict[str, deque[Any]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # path and query, unescaped
    host: str = "127.0.0.1"

    def __enter__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                outer.asked.append(unquote(self.path))
                for part, answers in outer.scripted.items():
                    if part in unquote(self.path) and answers:
                        answer = answers.popleft()
                        break
                else:
                    answer = outer.route(urlsplit(self.path).path, parse_qs(urlsplit(self.path).query))
                if callable(answer):
                    answer(self)
                    self.close_connection = True
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer((self.host, 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # a client that hangs up is part of what is tested
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self._server.server_address[1]}"

    def script(self, part: str, *answers):
        self.scripted.setdefault(part, deque()).extend(answers)

    def route(self, path, _query) -> Answer:
        return 200, {"Content-Type": "text/plain"}, path.encode()

    def count(self, part: str) -> int:
        return sum(part in path for path in self.asked)


def metadata(renamed=None, dropped=()) -> bytes:
    """A $metadata of the parts that a sync asks for, with some attributes renamed or gone."""
    renamed = renamed or {}
    attributes = {
        "Document": "Id Soort DocumentNummer Titel Onderwerp Datum:DateTimeOffset Vergaderjaar Volgnummer:Int32 "
        "KenmerkAfzender ContentType ContentLength:Int32 ApiGewijzigdOp:DateTimeOffset Verwijderd:Boolean",
        "DocumentActor": "ActorNaam Functie Relatie",
        "Kamerstukdossier": "Nummer:Int32 Toevoeging",
        "Zaak": "Nummer",
        "DocumentVersie": "ExterneIdentifier",
    }
    ways = {"DocumentActor": "DocumentActor", "Kamerstukdossier": "Kamerstukdossier", "Zaak": "Zaak"}
    types = ""
    for name, parts in attributes.items():
        inside = ""
        for part in parts.split():
            attribute, _, kind = part.partition(":")
            known = f"{name}.{attribute}"
            if known not in dropped:
                inside += f'<Property Name="{renamed.get(known, attribute)}" Type="Edm.{kind or "String"}"/>'
        if name == "Document":
            for way, target in ways.items():
                if way not in dropped:
                    inside += f'<NavigationProperty Name="{renamed.get(way, way)}" Type="Collection(Kamer.{target})"/>'
            inside += '<NavigationProperty Name="HuidigeDocumentVersie" Type="Kamer.DocumentVersie"/>'
        types += f'<EntityType Name="{name}">{inside}</EntityType>'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Kamer" xmlns="http://docs.oasis-open.org/odata/ns/edm">{types}
<EntityContainer Name="Alles"><EntitySet Name="Document" EntityType="Kamer.Document"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>""".encode()


def document(key: str, number: str, subject: str, day: str, **more) -> dict[str, Any]:
    """A letter in the Kamer's catalogue."""
    return {
        "Id": key,
        "Soort": "Brief regering",
        "DocumentNummer": number,
        "Titel": "Kustbeleid",
        "Onderwerp": subject,
        "Datum": f"{day}T00:00:00+01:00",
        "Vergaderjaar": "2023-2024",
        "Volgnummer": -1,
        "KenmerkAfzender": None,
        "ContentType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ContentLength": 4000,
        "ApiGewijzigdOp": f"{day}T12:00:00.123Z",
        "Verwijderd": False,
        "DocumentActor": [
            {"ActorNaam": "J. Duinstra", "Functie": "minister van Duinbeheer", "Relatie": "Eerste ondertekenaar"}
        ],
        "Kamerstukdossier": [],
        "Zaak": [{"Nummer": number.replace("D", "Z")}],
        "HuidigeDocumentVersie": None,
    } | more


def stub(key: str) -> dict[str, Any]:
    """What is left of a document that the Kamer deleted: everything but its id and the time is null."""
    empty = dict.fromkeys(document(key, "", "", "2024-01-01"))
    return empty | {"Id": key, "ApiGewijzigdOp": "2099-01-01T00:00:00Z", "Verwijderd": True}


@dataclass
class KamerServer(SourceServer):
    """The Tweede Kamer's interface, as far as a sync asks it."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    metadata: bytes = field(default_factory=metadata)
    announced: int | None = None  # a count that is not true
    most: int = 250

    def route(self, path, query) -> Answer:
        if path == "/OData/$metadata":
            return 200, {"Content-Type": "application/xml"}, self.metadata
        if found := re.fullmatch(r"/OData/Document\((.+)\)/resource", path):
            if found[1] in self.files:
                return 200, {"Content-Type": "application/octet-stream"}, self.files[found[1]]
            return 404, {}, b"not found"
        if path != "/OData/Document":
            return 404, {}, b"not found"
        return self._page({name: values[0] for name, values in query.items()})

    def _page(self, query) -> Answer:
        passing = [one for one in self.documents if self._passes(one, query["$filter"])]
        passing.sort(key=lambda one: one["Id"])
        passing.sort(key=lambda one: one.get("Datum") or "", reverse=True)
        skip, top = int(query["$skip"]), min(int(query["$top"]), self.most)
        count = len(passing) if self.announced is None else self.announced
        page = {"@odata.context": "$metadata#Document", "@odata.count": count, "value": passing[skip : skip + top]}
        return 200, {"Content-Type": JSON}, json.dumps(page).encode()

    @staticmethod
    def _passes(one, conditions) -> bool:
        for condition in conditions.split(" and "):
            if found := re.fullmatch(r"Verwijderd eq (true|false)", condition):
                passes = one["Verwijderd"] == (found[1] == "true")
            elif found := re.fullmatch(r"Soort eq '(.+)'", condition):
                passes = one["Soort"] == found[1]
            elif found := re.fullmatch(r"(Datum|ApiGewijzigdOp) (ge|lt) (\S+)Z", condition):
                value = one[found[1]][:19]
                passes = value >= found[3] if found[2] == "ge" else value < found[3]
            elif found := re.search(r"/any\(d:d/Nummer eq (\d+)", condition):
                passes = int(found[1]) in [dossier["Nummer"] for dossier in one["Kamerstukdossier"]]
            elif found := re.fullmatch(r"d/Toevoeging eq (null|'(.+)')\)", condition):
                passes = found[2] in [dossier["Toevoeging"] for dossier in one["Kamerstukdossier"]]
            else:
                raise AssertionError(condition)
            if not passes:
                return False
        return True


@dataclass
class Publication:
    """A Kamerstuk at KOOP."""

    identifier: str
    day: str
    kind: str = "Brief regering"
    title: str = "Kustbeleid; Brief regering; Voortgang"
    files: dict[str, bytes] = field(default_factory=dict)
    touched: str = "2024-03-13T09:00:00+01:00"
    listed: bool = True  # its files stand in the record


@dataclass
class KoopServer(SourceServer):
    """KOOP's interface, as far as a sync asks it."""

    publications: list[Publication] = field(default_factory=list)
    announced: int | None = None
    most: int = 100

    def route(self, path, query) -> Answer:
        if path == "/sru":
            return self._search(query["query"][0], int(query["maximumRecords"][0]))
        for one in self.publications:
            for kind, data in one.files.items():
                if path == self._place(one, kind):
                    return 200, {"Content-Type": f"application/{kind}"}, data
        return 404, {}, b"not found"

    @staticmethod
    def _place(one, kind) -> str:
        dossier = one.identifier.removeprefix("kst-").rpartition("-")[0]
        return f"/frbr/officielepublicaties/kst/{dossier}/{one.identifier}/1/{kind}/{one.identifier}.{kind}"

    def _search(self, cql, most) -> Answer:
        passing = sorted(self.publications, key=lambda one: one.identifier)
        if found := re.search(r'dt\.identifier>"([^"]+)"', cql):
            passing = [one for one in passing if one.identifier > found[1]]
        if found := re.search(r'dt\.date>="([^"]+)"', cql):
            passing = [one for one in passing if one.day >= found[1]]
        if found := re.search(r'dt\.date<="([^"]+)"', cql):
            passing = [one for one in passing if one.day <= found[1]]
        if found := re.search(r'w\.dossiernummer=="([^"]+)"', cql):
            passing = [one for one in passing if one.identifier.startswith(f"kst-{found[1]}-")]
        records = "".join(self._record(one) for one in passing[: min(most, self.most)])
        count = len(passing) if self.announced is None else self.announced
        answer = f"""<?xml version="1.0" encoding="UTF-8"?><sru:searchRetrieveResponse xmlns:sru="{SRU}"
 xmlns:gzd="http://standaarden.overheid.nl/sru/record/gzd/1.0/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:o="http://standaarden.overheid.nl/wetgeving/"><sru:version>2.0</sru:version>
<sru:numberOfRecords>{count}</sru:numberOfRecords><sru:records>{records}</sru:records></sru:searchRetrieveResponse>"""
        return 200, {"Content-Type": "text/xml;charset=UTF-8"}, answer.encode()

    def _record(self, one) -> str:
        items = "".join(
            f'<gzd:itemUrl manifestation="{kind}">{self.address}{self._place(one, kind)}</gzd:itemUrl>'
            for kind in one.files
            if one.listed
        )
        return f"""<sru:record><sru:recordData><gzd:gzd><gzd:originalData><o:meta><o:owmskern>
<dcterms:identifier>{one.identifier}</dcterms:identifier><dcterms:title>{escape(one.title)}</dcterms:title>
<dcterms:type scheme="OVERHEIDop.KamerstukTypen">{one.kind}</dcterms:type>
<dcterms:creator>Tweede Kamer der Staten-Generaal</dcterms:creator></o:owmskern>
<o:owmsmantel><dcterms:date>{one.day}</dcterms:date></o:owmsmantel>
<o:tpmeta><o:publicatienaam>Kamerstuk</o:publicatienaam><o:vergaderjaar>2023-2024</o:vergaderjaar>
<o:datumTijdstipWijzigingExpression>{one.touched}</o:datumTijdstipWijzigingExpression></o:tpmeta></o:meta>
</gzd:originalData><gzd:enrichedData>
<gzd:preferredUrl>https://zoek.officielebekendmakingen.nl/{one.identifier}.html</gzd:preferredUrl>{items}
</gzd:enrichedData></gzd:gzd></sru:recordData></sru:record>"""
