"""Feeds: imported as candidates, linked or dismissed by a person, and fetched only from where an administrator said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.models import Candidate, FeedImport, FeedSource
from standing.areas.policies.selectors.feeds import candidates, feeds, suggested_policies
from standing.areas.policies.selectors.register import register
from standing.areas.policies.waiting import waiting
from standing.areas.refusals import NotAllowed, Refused
from standing.core.policies.feeds import WITHDRAWN
from standing.core.policies.lifecycle import Kind, State
from tests.facsimiles.feeds import effect, effects, law, nice, product, products, series
from tests.factories.people import make_account, signed_in
from tests.factories.policies import Offices, make_policy, publish_policy
from tests.support.pages import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 15)
NICE, LAW = "nice-products", "legislation-effects"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.travelling_to(TODAY):
        yield


@pytest.fixture
def offices() -> Offices:
    return Offices.open()


def take(by: Account, content: bytes, file: str = "nice.json", **given: Any) -> Any:
    return actions.import_feed(by=by, file=file, content=content, **given)


def one(key: str) -> Candidate:
    return Candidate.objects.get(key=key)


def test_a_list_becomes_candidates_and_tests_are_set_aside_and_said(offices: Offices) -> None:
    done = take(offices.author, nice())
    assert (done.report.read, done.report.created, done.report.refused) == (34, 34, False)
    assert Candidate.objects.filter(set_aside="").count() == 27
    assert one("NG1888").set_aside == "its title reads like a test"
    assert {row.key for row in candidates(by=offices.author, shown="set_aside")} >= {
        "NG1888",
        "IND1001",
        "NG47",
    }
    assert "NG1888" not in {row.key for row in candidates(by=offices.author)}
    state = feeds(by=offices.author)[0]
    assert (state.waiting, state.set_aside) == (27, 7)
    (line,) = [each for each in waiting(offices.author, TODAY) if each.kind == "Candidates from feeds"]
    assert line.about == "27 candidates from feeds"


def test_the_same_file_again_changes_nothing_and_a_rehearsal_writes_nothing(offices: Offices) -> None:
    assert take(offices.author, nice(), dry_run=True).report.created == 34
    assert not Candidate.objects.exists()
    take(offices.author, nice())
    again = take(offices.author, nice()).report
    assert (again.created, again.updated, again.unchanged) == (0, 0, 34)
    assert FeedImport.objects.first().new == 0


def test_what_was_decided_comes_back_when_the_feed_says_something_else(offices: Offices) -> None:
    before = products(*series("NG", range(1, 4)), product("CG9", "Ponds"))
    take(offices.author, before)
    policy = make_policy(offices, code="NG1")
    actions.link_candidate(by=offices.author, candidate=one("NG1"), policy=policy, why="We follow it")
    actions.dismiss_candidates(by=offices.author, candidates=[one("NG2"), one("CG9")], why="No gardens here")
    after = products(
        product("NG1", "Gardening in all weathers, part 1", ProductStatus="Withdrawn"),
        product("NG2", "Gardening in all weathers, part 2", LastModified="2026-06-01T00:00:00Z"),
        product("NG3", "Gardening in all weathers, part 3"),
    )
    done = take(offices.author, after)
    assert (done.report.updated, done.differences.gone) == (1, ("CG9",))
    linked = one("NG1")
    assert (linked.state, linked.policy, linked.status) == (Candidate.WAITING, policy, WITHDRAWN)
    assert linked.differences == ["Withdrawn by its publisher."]
    assert one("NG2").state == Candidate.DISMISSED, "a touch of its page is no change"
    assert one("CG9").state == Candidate.DISMISSED
    assert one("CG9").gone_at is not None
    take(offices.author, before)
    assert one("NG1").differences == ["Withdrawn by its publisher.", "No longer withdrawn: published again."]


def test_withdrawn_is_not_out_of_date(offices: Offices) -> None:
    take(offices.author, products(product("NG1", "Ponds", ProductStatus="Withdrawn")))
    policy = make_policy(offices, code="NG1", kind=Kind.GUIDANCE, ratifying_group="")
    publish_policy(offices, policy, date(2026, 1, 1))
    actions.link_candidate(by=offices.author, candidate=one("NG1"), policy=policy)
    (listed,) = register(by=offices.author)
    assert listed.state is State.EFFECTIVE


def test_what_was_linked_and_is_gone_waits_once(offices: Offices) -> None:
    take(offices.author, products(*series("NG", range(1, 4))))
    policy = make_policy(offices)
    actions.link_candidate(by=offices.author, candidate=one("NG1"), policy=policy)
    shorter = products(*series("NG", range(2, 4)))
    take(offices.author, shorter)
    assert one("NG1").differences == ["No longer in the feed."]
    actions.link_candidate(by=offices.author, candidate=one("NG1"), policy=policy)
    take(offices.author, shorter)
    assert one("NG1").state == Candidate.LINKED
    take(offices.author, products(*series("NG", range(1, 4))))
    assert (one("NG1").state, one("NG1").gone_at) == (Candidate.WAITING, None)


def test_a_row_that_was_set_aside_can_be_taken_in_for_good(offices: Offices) -> None:
    take(offices.author, nice())
    actions.take_in(by=offices.author, candidate=one("NG47"))
    changed = json.loads(nice())
    rows = changed["_embedded"]["nice.publications:product-list-lite"]["_embedded"][
        "nice.publications:product-lite"
    ]
    next(row for row in rows if row["Id"] == "NG47")["Title"] = "TestMaster II"
    take(offices.author, json.dumps(changed).encode())
    assert one("NG47").set_aside == ""
    with pytest.raises(Refused, match="was not set aside"):
        actions.take_in(by=offices.author, candidate=one("NG47"))


def test_an_act_has_its_commencement_days_and_a_page_of_the_feed_takes_none_away(offices: Offices) -> None:
    take(offices.author, law(), "law.feed")
    take(offices.author, effects(effect("key-9", "s. 40", "2033-01-01"), more=2, total=9), "page.feed")
    act = one("ukpga/2031/4").item
    assert [(str(each.on), each.provisions) for each in act.commencements][:4] == [
        ("2031-06-01", "s. 2"),
        ("2031-06-01", "s. 3"),
        ("2032-01-01", "s. 3"),
        ("2033-01-01", "s. 40"),
    ]
    assert one("uksi/2031/88").gone_at is None
    last = FeedImport.objects.filter(feed=LAW).first()
    assert last is not None
    assert "this is page 1 of the feed, with 1 of 9 effects" in last.notes[0]


@pytest.mark.parametrize("content", [b"", b"{}", b"nonsense", nice()[:-4], law()[:-9]])
def test_a_refused_file_changes_nothing_and_says_why(offices: Offices, content: bytes) -> None:
    done = take(offices.author, content)
    assert done.report.refused
    assert done.report.problems[0].do
    assert not Candidate.objects.exists()
    assert not FeedImport.objects.exists()


def test_a_policy_is_suggested_by_its_number_and_by_its_title(offices: Offices) -> None:
    take(offices.author, products(product("NG1", "Falls in gardens"), product("NG2", "Something else")))
    own = make_policy(offices, code="NG1", title="Nothing alike")
    alike = make_policy(offices, code="POL-2", title="Falls in gardens and parks")
    make_policy(offices, code="POL-3", title="Lone working")
    policies = [each.policy for each in register(by=offices.author)]
    assert suggested_policies(one("NG1"), policies) == [own, alike]
    assert suggested_policies(one("NG2"), policies) == []


def test_somebody_decides_once_with_a_reason_and_only_a_policy_author(offices: Offices) -> None:
    take(offices.author, products(*series("NG", range(1, 4))))
    policy = make_policy(offices)
    with pytest.raises(Refused, match="Say why"):
        actions.dismiss_candidates(by=offices.author, candidates=[one("NG1")], why=" ")
    with pytest.raises(Refused, match="Choose at least one"):
        actions.dismiss_candidates(by=offices.author, candidates=[], why="None")
    actions.dismiss_candidates(by=offices.author, candidates=[one("NG1"), one("NG2")], why="Not here")
    with pytest.raises(Refused, match="NG1 was dismissed already"):
        actions.link_candidate(by=offices.author, candidate=one("NG1"), policy=policy)
    event = Event.objects.get(action="dismiss_candidates")
    assert event.words.words["keys"] == ["NG1", "NG2"]
    outsider = make_account(
        roles=[role for role in Role if role not in (Role.POLICY_AUTHOR, Role.PRACTITIONER)]
    )
    deeds: list[Any] = [
        lambda: take(outsider, nice()),
        lambda: actions.link_candidate(by=outsider, candidate=one("NG3"), policy=policy),
        lambda: actions.dismiss_candidates(by=outsider, candidates=[one("NG3")], why="X"),
        lambda: actions.take_in(by=outsider, candidate=one("NG3")),
        lambda: list(candidates(by=outsider)),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_an_administrator_alone_says_where_a_feed_is_fetched_from(offices: Offices) -> None:
    administrator = make_account(roles=[Role.ADMINISTRATOR])
    for url in ("http://feeds.example.org/", "https://localhost/x", "https://10.0.0.7/x", "https://[::1]/", "nonsense",
                "https://name:word@feeds.example.org/"):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            actions.set_source(by=administrator, feed=NICE, url=url)
        assert refusal.value.field == "url"
    actions.set_source(by=administrator, feed=NICE, url=" https://feeds.example.org/products-lite ")
    assert FeedSource.objects.get().url == "https://feeds.example.org/products-lite"
    with pytest.raises(NotAllowed):
        actions.set_source(by=offices.author, feed=NICE, url="https://feeds.example.org/")
    actions.set_source(by=administrator, feed=NICE, url="")
    assert not FeedSource.objects.exists()
    assert Event.objects.filter(action="set_feed_source").count() == 2
    assert [state.feed for state in feeds(by=administrator)] == [NICE, LAW]


def test_a_file_is_imported_linked_and_dismissed_on_the_pages(offices: Offices, monkeypatch: Any) -> None:
    client = signed_in(offices.author)
    policy = make_policy(offices, code="POL-RAIN", title="Gardening in the rain")
    page = "/policies/feeds/"
    broken = client.post(page, {"file": SimpleUploadedFile("nice.json", b'{"a":')})
    assert "Nothing was imported. nice.json:1: the file is not recognised" in text(broken)
    said = text(client.post(page, {"file": SimpleUploadedFile("nice.json", nice())}, follow=True))
    assert (
        "nice.json is read: 34 in it, 34 new, 0 changed, 0 gone. 7 read like tests and are set aside." in said
    )
    assert "Showing all 27 candidates" in said
    found = one("NG1")
    assert "Link it to a policy" in text(client.get(f"/policies/candidates/{found.pk}/"))
    answer = client.post(f"/policies/candidates/{found.pk}/link/", {"policy": policy.code}, follow=True)
    assert "NG1 is linked to Gardening in the rain" in text(answer)
    dismiss = "/policies/candidates/dismiss/?words=storms"
    assert "Dismiss a candidate" in text(client.get(dismiss))
    answer = client.post(dismiss, {"chosen": str(one("CG1").pk), "why": "No storms here"}, follow=True)
    assert "1 dismissed." in text(answer)
    aside = one("NG47")
    assert "NG47" in text(client.get("/policies/candidates/?shown=set_aside"))
    assert "waits like any other" in text(
        client.post(f"/policies/candidates/{aside.pk}/take-in/", follow=True)
    )

    monkeypatch.setattr("standing.areas.policies.views.feeds.fetch", lambda url: law())
    fetch = f"/policies/feeds/{LAW}/fetch/"
    assert "Ask an administrator" in text(client.post(fetch, follow=True))
    actions.set_source(
        by=make_account(roles=[Role.ADMINISTRATOR]), feed=LAW, url="https://law.example.org/data.feed"
    )
    assert "https://law.example.org/data.feed is read: 2 in it" in text(client.post(fetch, follow=True))
    act = one("ukpga/2031/4")
    orchards = make_policy(offices, code="ACT-2031", kind=Kind.LAW, title="Orchards Act 2031")
    actions.link_candidate(by=offices.author, candidate=act, policy=orchards)
    said = client.get(f"/policies/candidates/{act.pk}/").content.decode()
    assert "/policies/ACT-2031/versions/1/propose/?effective_on=2031-06-01&amp;part=s.+2%3B+s.+3" in said
