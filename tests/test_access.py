"""Who may come in, and what they may do: passwords, sessions, a proxy's header, roles and limits."""

from __future__ import annotations

import base64
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from assistant.errors import SettingError, TooManyRequests
from ui.access import AccessGuard
from ui.page_guard import PageGuard
from ui.passwords import PasswordFile, password_line
from ui.server_settings import ServerSettings, read_server_settings, with_settings_file
from ui.user_limits import UserLimits
from ui.users import ANYBODY, User, user_of

PASSWORD = "een lange zin met spaties"


@pytest.fixture(scope="module")
def passwords(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("toegang") / "wachtwoorden"
    lines = [password_line("Anna", PASSWORD, editor=True), password_line("bert", PASSWORD + "!", editor=False)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def guarded(settings: ServerSettings) -> FastAPI:
    app = FastAPI()

    @app.get("/")
    @app.post("/")
    def whoami(request: Request) -> dict[str, object]:
        user = user_of(request)
        return {"name": user.name, "editor": user.editor}

    app.add_middleware(AccessGuard, settings=settings, anybody=ANYBODY)
    app.add_middleware(PageGuard)
    return app


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_a_password_is_kept_as_a_salted_slow_hash(passwords: Path):
    text = passwords.read_text(encoding="utf-8")
    assert PASSWORD not in text
    assert ":scrypt:131072:8:1:" in text
    assert password_line("x", PASSWORD, editor=True) != password_line("x", PASSWORD, editor=True)
    users = PasswordFile(passwords)
    assert users.user("Anna", PASSWORD) == User("Anna", editor=True)
    assert users.user("bert", PASSWORD + "!") == User("bert", editor=False)
    assert users.user("Anna", PASSWORD + "!") is None
    assert users.user("niemand", PASSWORD) is None


def run(*arguments: str, sent: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.command_line", *arguments], input=sent, capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip


def test_a_user_is_added_from_the_command_line_and_changed_by_adding_anew(tmp_path: Path):
    path = tmp_path / "wachtwoorden"
    assert run("user", "anna", "--file", str(path), sent="te kort\n").returncode == 2
    assert run("user", "an:na", "--file", str(path), sent=f"{PASSWORD}\n").returncode == 2
    assert run("user", "anna", "--file", str(path), sent=f"{PASSWORD}\n").returncode == 0
    assert run("user", "anna", "--editor", "--file", str(path), sent=f"{PASSWORD}!\n").returncode == 0
    assert path.stat().st_mode & 0o077 == 0
    users = PasswordFile(path)
    assert users.user("anna", PASSWORD) is None
    assert users.user("anna", f"{PASSWORD}!") == User("anna", editor=True)


def test_a_broken_password_file_is_told_with_its_line(tmp_path: Path):
    path = tmp_path / "wachtwoorden"
    path.write_text("anna:redacteur:geheim\n", encoding="utf-8")
    with pytest.raises(SettingError, match="line 1"):
        PasswordFile(path)
    with pytest.raises(SettingError, match="No such file"):
        PasswordFile(tmp_path / "geen")


def test_a_page_leads_to_the_login_and_a_program_is_told_what_it_lacks(passwords: Path):
    client = TestClient(guarded(ServerSettings(passwords=passwords)), follow_redirects=False)
    page = client.get("/", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/aanmelden")
    program = client.get("/")
    assert program.status_code == 401
    assert program.headers["content-type"] == "application/problem+json"
    assert program.headers["www-authenticate"].startswith("Basic")
    assert "niet (meer) aangemeld" in program.json()["detail"]
    assert "AI" in client.get("/aanmelden").text or "geautomatiseerde" in client.get("/aanmelden").text


def test_who_logs_in_has_a_session_that_ends_with_logging_out(passwords: Path):
    client = TestClient(
        guarded(ServerSettings(passwords=passwords)), base_url="https://testserver", follow_redirects=False
    )
    wrong = client.post("/aanmelden", data={"naam": "Anna", "wachtwoord": "fout"})
    assert wrong.status_code == 401
    assert "klopt niet" in wrong.text
    right = client.post("/aanmelden", data={"naam": "Anna", "wachtwoord": PASSWORD})
    assert right.status_code == 303
    cookie = right.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=strict", "secure"))
    assert client.get("/").json() == {"name": "Anna", "editor": True}
    assert client.get("/", cookies={"briefwijzer": "verzonnen"}).status_code in {200, 401}
    client.post("/afmelden")
    assert client.get("/").status_code == 401


def test_passwords_cannot_be_guessed_fast(passwords: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ui.access._PAUSE", 0)
    monkeypatch.setattr("ui.access._ATTEMPTS", 2)
    client = TestClient(guarded(ServerSettings(passwords=passwords)))
    codes = [client.post("/aanmelden", data={"naam": "Anna", "wachtwoord": "fout"}).status_code for _ in range(3)]
    assert codes == [401, 401, 429]
    assert client.post("/aanmelden", content=b"x" * 100_000).status_code == 429


def test_a_made_up_session_is_none(passwords: Path):
    client = TestClient(guarded(ServerSettings(passwords=passwords)), cookies={"briefwijzer": "verzonnen"})
    assert client.get("/").status_code == 401


def test_a_program_can_come_in_with_name_and_password(passwords: Path):
    client = TestClient(guarded(ServerSettings(passwords=passwords)))
    assert client.get("/", headers=basic("bert", PASSWORD + "!")).json() == {"name": "bert", "editor": False}
    assert client.get("/", headers=basic("bert", PASSWORD)).status_code == 401
    assert client.get("/", headers={"authorization": "Basic %%%"}).status_code == 401


@pytest.mark.parametrize(("proxy", "status"), [("10.0.0.0/8", 401), ("127.0.0.1/32", 200)])
def test_a_proxys_header_is_believed_from_the_proxy_alone(proxy: str, status: int):
    settings = ServerSettings(sso_header="x-gebruiker", proxies=(ip_network(proxy),), editors=frozenset({"anna"}))
    client = TestClient(guarded(settings), client=("127.0.0.1", 1234))

    response = client.get("/", headers={"x-gebruiker": "anna"})
    assert response.status_code == status
    if status == 200:
        assert response.json() == {"name": "anna", "editor": True}
        bert = client.get("/", headers={"x-gebruiker": "bert"})
        assert bert.json() == {"name": "bert", "editor": False}


def test_without_a_login_everybody_is_who_the_server_says():
    assert TestClient(guarded(ServerSettings())).get("/").json() == {"name": "", "editor": True}


@pytest.mark.parametrize(
    "headers", [{"origin": "https://kwaad.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_what_a_page_of_another_site_sends_is_refused(headers: dict[str, str]):
    client = TestClient(guarded(ServerSettings()))
    assert client.post("/", headers=headers).status_code == 403
    assert client.post("/", headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"}).status_code == 200


def test_a_user_may_ask_so_many_questions_a_minute_and_no_more():
    now = [0.0]
    limits = UserLimits(2, clock=lambda: now[0])
    limits.take("anna")
    limits.take("anna")
    limits.take("bert")
    with pytest.raises(TooManyRequests) as refused:
        limits.take("anna")
    assert refused.value.values == {"limit": 2, "seconds": 61}
    now[0] = 60.0
    limits.take("anna")
    for _ in range(100):
        UserLimits(None).take("anna")


def test_settings_come_from_a_file_and_the_environment_goes_first(tmp_path: Path):
    path = tmp_path / "briefwijzer.toml"
    path.write_text('library = "/brieven"\nlimit = 5\nlog_questions = "ja"\n', encoding="utf-8")
    merged = with_settings_file({"BRIEFWIJZER_CONFIG": str(path), "BRIEFWIJZER_LIMIT": "7"})
    assert merged["BRIEFWIJZER_LIBRARY"] == "/brieven"
    settings = read_server_settings(merged)
    assert (settings.limit, settings.log_questions, settings.needs_login) == (7, True, False)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"BRIEFWIJZER_SSO_HEADER": "x-user"}, "BRIEFWIJZER_PROXIES"),
        ({"BRIEFWIJZER_PROXIES": "thuis"}, "thuis"),
        ({"BRIEFWIJZER_LIMIT": "veel"}, "whole number"),
        ({"BRIEFWIJZER_KEEP_DAYS": "-1"}, "whole number"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(environment: dict[str, str], words: str):
    with pytest.raises(SettingError, match=words):
        read_server_settings(environment)


@pytest.mark.parametrize("text", ["library = [", "library = ['a']", None])
def test_a_settings_file_that_cannot_be_used_is_told(tmp_path: Path, text: str | None):
    path = tmp_path / "briefwijzer.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingError):
        with_settings_file({"BRIEFWIJZER_CONFIG": str(path)})
