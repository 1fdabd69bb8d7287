"""The burst, exposure, casualties, coverage and the study of all series; and what the chapter says of each."""

from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawdown import language
from drawdown.charts import attack_map, attack_models, attack_phase_tables, attack_tables, static
from drawdown.charts.scale import diameters, fitted
from drawdown.charts.style import Colour
from drawdown.facts import attack_frequency as facts
from drawdown.facts import attack_sentences as say
from drawdown.measures import attack_coverage, attack_record, attack_sensitivity, attack_stretches, casualties, exposure
from drawdown.measures.attack_models import Study
from drawdown.measures.burst import burst, fallen, reached
from drawdown.measures.rates import Estimate
from tests.test_attack_frequency import counts, events
from tests.test_phases import milestones

BEGIN = pd.Timestamp("2006-03-01")
TOTALS = [("C1", "2006-03-10", 40), ("C2", "2006-03-31", 80), ("C3", "2006-04-20", 100)]
QUIET = ("Q", "2006-04-20", 0, {"period_start": "2006-04-11"})
LATER = ("L", "2006-06-19", 2, {"period_start": "2006-04-21"})


def study(*rows, days=(), at=("2006-04-11",)):
    reports = [(f"E{n}", f"I{n}", f"E{n}", day, "confirmed", "drone", "impact") for n, day in enumerate(days)]
    table = events(*reports).assign(source="s", source_2="", site="North Camp", country="Borland", tier="B")
    places = table.assign(lat=pd.array([30.0] * len(table), "Float64"), lon=pd.array([40.0] * len(table), "Float64"))
    stated = counts(*rows).assign(source_2="")
    return Study(stated, places, milestones(*at).assign(title_en="A day", title_ar="يوم", source="s"))


@lru_cache(maxsize=2)
def stated(one):
    return facts.stated(one, pd.DataFrame(columns=["claim_id", "claim_en", "claim_ar", "related_rows"]))


def said(one, sentence=say.finding):
    """A sentence with its numbers, as a reader sees it."""
    values = {}
    for fact in stated(one):
        values |= {fact.id: fact.value, f"{fact.id}_low": fact.low, f"{fact.id}_high": fact.high}
    return sentence(stated(one)).format(**values)


# --- when the attacks fell


def test_a_burst_ends_where_a_quiet_week_is_stated():
    found = burst(attack_record.record(counts(*TOTALS, QUIET, LATER)), BEGIN)
    assert (found.attacks, found.days, found.ended) == (100, 41, True)
    assert (found.quiet_days, found.quiet_most, found.next_attacks) == (10, 69, 2)
    assert set(found.quiet_ids) == {"C3", "Q", "L"}


def test_without_a_stated_quiet_the_burst_is_the_whole_record():
    found = burst(attack_record.record(counts(*TOTALS)), BEGIN)
    assert (found.attacks, found.days, found.ended, found.quiet_most) == (100, 51, False, None)
    assert burst(attack_record.record(counts(*TOTALS).head(0)), BEGIN) is None


def test_a_share_was_reached_between_two_totals():
    found = burst(attack_record.record(counts(*TOTALS, QUIET)), BEGIN)
    assert reached(found, 0.4) == (1, 10)
    assert reached(found, 0.5) == (11, 31)
    assert reached(found, 0.9) == (32, 41)
    assert fallen(found, 10) == (0.4, 0.4)
    assert fallen(found, 20) == (0.4, 0.8)
    assert fallen(found, 5) == (0.0, 0.4)


@given(
    gaps=st.lists(st.tuples(st.integers(1, 30), st.integers(0, 20)), min_size=1, max_size=8), share=st.floats(0.01, 1)
)
def test_what_was_reached_by_a_day_had_fallen_by_it(gaps, share):
    day, total, rows = BEGIN - pd.Timedelta(days=1), 0, []
    for n, (days, attacks) in enumerate(gaps):
        day, total = day + pd.Timedelta(days=days), total + attacks
        rows.append((f"C{n}", day, total))
    found = burst(attack_record.record(counts(*rows)), BEGIN)
    if found is None:
        return
    low, high = reached(found, share)
    assert 1 <= low <= high <= found.days
    assert fallen(found, high)[1] >= share - 1e-9 and fallen(found, low - 1)[0] < share


# --- against the troops there were


def levels(*rows):
    """Rows as (first day, last day, number)."""
    table = pd.DataFrame(rows, columns=["date", "valid_to", "estimate"])
    table[["date", "valid_to"]] = table[["date", "valid_to"]].apply(pd.to_datetime)
    return table.assign(
        low=table["estimate"], high=table["estimate"], tier="B", reported_on=table["date"], start_unknown=False,
        obs_id=[f"L{n}" for n in range(len(table))], source="s", kind="observed", country="Borland",
    )  # fmt: skip


def span(attacks, start, end):
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    days = (last - first).days
    return pd.DataFrame(
        [{"start": first, "end": last, "days": days, "attacks": attacks, "begins": "", "count_id": "C", "source": "s"}]
    )


def test_a_thousand_troops_for_ten_weeks_are_ten_troop_weeks():
    start, end = pd.Timestamp("2006-03-01"), pd.Timestamp("2006-05-10")
    assert exposure.troop_weeks(levels(("2006-01-01", "2006-12-31", 1000)), start, end) == pytest.approx((10, 10, 10))
    assert exposure.troop_weeks(levels(), start, end) is None


def test_a_level_disclosed_later_widens_the_range_and_not_the_value():
    known = levels(("2006-01-01", "2006-08-31", 900), ("2006-12-01", "2006-12-19", 2000))
    known["start_unknown"] = [False, True]
    row = exposure.per_thousand({"Borland": span(18, "2006-03-01", "2006-05-10")}, known).iloc[0]
    assert (row["least"], row["most"]) == (900, 2000)
    assert row["value"] == pytest.approx(18 / 9)
    assert row["low"] == pytest.approx(10.668 / 20, abs=1e-3) and row["high"] == pytest.approx(28.448 / 9, abs=1e-3)


def test_a_phase_without_a_level_is_left_out():
    assert exposure.per_thousand({"Arland": span(5, "2006-03-01", "2006-05-10")}, levels(("2006-01-01", None, 9))).empty


# --- who was hurt, and what was found


def test_the_injured_of_an_incident_grow_in_later_reports_only():
    rows = events(*((f"E{n}", "I1", "E0", "2006-03-01", "confirmed", "drone", "impact") for n in range(3)))
    rows = rows.assign(
        us_injured=pd.array([6, 11, 9], "Int64"), site="North Camp", source="s",
        reported_on=pd.to_datetime(["2006-03-01", "2006-03-26", "2006-03-01"]),
    )  # fmt: skip
    [found] = casualties.revised(rows).to_dict("records")
    assert (found["first"], found["last"], found["days"], found["event_id"]) == (6, 11, 25, "E0 E1")
    assert casualties.revised(rows.iloc[[0, 2]]).empty
    assert casualties.revised(rows.head(0)).empty


def test_a_blank_is_no_zero_among_the_injured():
    rows = events(*((f"E{n}", f"I{n}", f"E{n}", "2006-03-01", "confirmed", "drone", "impact") for n in range(3)))
    rows = rows.assign(us_injured=pd.array([None, 0, 4], "Int64"), us_killed=pd.array([None, 0, 1], "Int64"))
    [found] = casualties.by(rows, "weapon").to_dict("records")
    assert found == {"code": "drone", "incidents": 3, "stated": 2, "killed": 1, "injured": 4}
    assert casualties.deadliest(rows)["event_id"].tolist() == ["E2"]


def test_coverage_is_a_ratio_of_the_same_days():
    one = study(*TOTALS, days=["2006-02-28", "2006-03-01", "2006-03-10", "2006-03-11"])
    table = attack_coverage.covered(attack_record.record(one.counts), one.one_each)
    assert table["confirmed"].tolist() == [2, 1, 0]
    assert table["low"].tolist() == pytest.approx([2 / 40, 1 / 40, 0])


# --- the same break, series by series


def test_the_main_break_is_the_first_after_the_campaign_began():
    assert study(*TOTALS, at=("2006-02-01", "2006-04-11", "2006-08-01")).main.ids == ("M1",)
    assert study(*TOTALS, at=("2006-02-01",)).main is None


def test_series_are_compared_by_plain_rates_over_the_main_break():
    days = [f"2006-03-{day:02}" for day in range(1, 31)] + ["2006-04-20", "2006-05-20"]
    table = attack_sensitivity.compared(study(*TOTALS, QUIET, LATER, days=days)).set_index("series")
    assert table.loc["official", ["before_attacks", "before_days", "attacks", "days"]].tolist() == [100, 41, 2, 70]
    assert table.loc["official", "value"] == pytest.approx(2 / 70 / (100 / 41))
    assert table.loc["confirmed", "value"] < 0.2
    assert (table["low"] <= table["value"]).all() and (table["value"] <= table["high"]).all()


def test_dropping_a_source_moves_the_plain_ratio():
    rows = [*TOTALS, QUIET, ("L", "2006-06-19", 2, {"period_start": "2006-04-21", "source": "other"})]
    row = attack_sensitivity.compared(study(*rows)).set_index("series").loc["official"]
    assert (
        row["dropped_low"] == 0 < row["value"] == pytest.approx(row["dropped_high"])
    )  # without "other" nothing follows the quiet


def test_an_incident_keeps_the_documents_of_all_its_reports():
    one = study(*TOTALS, days=["2006-03-01"])
    twice = pd.concat([one.events, one.events.assign(event_id="E9", source="t")], ignore_index=True)
    wide = attack_sensitivity.documents(one.one_each, twice)
    assert wide[["document_0", "document_1"]].values.tolist() == [["s", "t"]]


def test_a_site_holds_its_incidents_and_is_where_one_of_them_states_it():
    rows = events(
        *((f"E{n}", f"I{n}", f"E{n}", "2006-03-01", status, "drone", "impact")
          for n, status in enumerate(["confirmed", "claimed", "confirmed", "claimed"]))
    )  # fmt: skip
    rows = rows.assign(site=["South Camp", "North Camp", "South Camp", ""], country="Borland", source=[*"stsu"])
    placed = rows.assign(lat=pd.array([None, 31, 30, 9], "Float64"), lon=pd.array([None, 41, 40, 9], "Float64"))
    found = attack_coverage.sites(placed)
    assert found[["site", "lat", "lon", "incidents", "confirmed", "event_id", "source"]].values.tolist() == [
        ["South Camp", 30, 40, 2, 2, "E0 E2", "s"],
        ["North Camp", 31, 41, 1, 0, "E1", "t"],
    ]
    assert attack_coverage.sites(placed.head(0)).empty


# --- what the chapter says


@pytest.mark.parametrize(
    ("rows", "days", "text"),
    [
        ([], [], "no attack in this view"),
        ([], ["2006-03-01"], "incidents found: 1"),
        ([("C1", "2006-03-10", 3)], [], "too few attacks"),
        (TOTALS, [], "reached 100 attacks in 51 days"),
        ([*TOTALS, QUIET, LATER], [], "none in the 10 days after 2006-04-10"),
        ([(i, end, n, {"tier": "D"}) for i, end, n in TOTALS], [], "of tiers A to C falls in this view"),
    ],
)
def test_the_finding_says_what_a_view_can_say(rows, days, text):
    assert text in said(study(*(rows or [("X", "2006-01-01", 1, {"counter": "press"})]), days=days))


def test_every_sentence_can_be_said_of_every_view():
    for one in (study(*TOTALS, QUIET, LATER, days=["2006-03-01"] * 25), study(*TOTALS[:1])):
        for name in say.__all__:
            assert "None" not in said(one, getattr(say, name)), name


def test_one_stretch_is_the_busiest_in_the_text_and_in_the_words_of_the_figure():
    one = study(("C1", "2006-03-03", 2), ("C2", "2006-03-06", 16), ("C3", "2006-03-08", 20), ("C4", "2006-03-20", 40))
    table = attack_stretches.weekly(one.record)
    assert table[["days", "attacks"]].values.tolist() == [[8, 20], [12, 20]]
    top = attack_stretches.busiest(one.record, one.begin)
    assert (top["attacks"], top["count_id"], top["per_week"]) == (20, "C1 C2 C3", 17.5)
    assert "1 March 2006 to 8 March 2006, saw 17.5" in attack_models.rates(one).alt
    assert "2006-03-01 to 2006-03-08, saw 17.5" in said(one, say.campaign)


def test_a_finding_that_one_series_contradicts_does_not_hold():
    late = [f"2006-0{month}-{day:02}" for month in (5, 6) for day in range(1, 29)]
    assert "does not hold" in said(study(*TOTALS, QUIET, LATER, days=["2006-03-05", "2006-03-20", *late]), say.holds)
    assert "holds over both" in said(study(*TOTALS, QUIET, LATER), say.holds)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_figure_and_table_is_made_in_both_languages(lang):
    language.activate(lang)
    one, troops = study(*TOTALS, QUIET, LATER, days=["2006-03-01", "2006-05-01"]), pd.DataFrame()
    marked = milestones("2006-04-11").assign(title_en="A day", title_ar="يوم", source="s")
    for shown in (attack_models.rates(one), attack_models.coverage(one), attack_map.sites(one.one_each, {}, {})):
        assert shown.alt and static.svg(shown).startswith("<svg")
    tables = [
        attack_phase_tables.breaks(one, marked), attack_phase_tables.phase_table(one),
        attack_phase_tables.sensitivity(one, {}), attack_tables.injuries(one.one_each),
    ]  # fmt: skip
    assert all(len(table.rows) for table in tables)
    assert attack_phase_tables.per_thousand(one, troops, {}).rows.empty


@pytest.mark.parametrize(
    ("estimate", "text"),
    [
        (Estimate(0.0, 0.0, 0.14), "0, at most 0.14"),
        (Estimate(None, 2.24, None), "at least 2.24"),
        (Estimate(None, None, None), ""),
        (Estimate(23.1, 12.6, 42.5), "23 (13 to 42)"),
    ],
)
def test_a_ratio_is_written_with_the_limit_it_has(estimate, text):
    assert attack_phase_tables.times(estimate) == text


# --- the map


def test_areas_are_in_proportion_and_a_map_is_to_scale():
    assert diameters([1, 4, 16], 40) == pytest.approx([10, 20, 40])
    assert diameters([0, 0], 40) == [0, 0]
    across, up = fitted((0, 10), (0, 1), 5, 5, 1.25)
    assert across == (0, 10) and up[1] - up[0] == pytest.approx(8)  # 10 units across on 5 inches; 1 up is 1.25 across
    assert fitted((0, 1), (0, 8), 5, 5, 1.25)[0] == pytest.approx((-4.5, 5.5))


def found_at(*spots):
    """Incidents at (site, latitude, longitude, how many)."""
    about = {"country": "Borland", "status": "confirmed", "event_id": "E", "source": "s"}
    return pd.DataFrame([{"site": a, "lat": b, "lon": c, **about} for a, b, c, n in spots for _ in range(n)])


def test_a_site_is_named_where_its_name_lies_on_nothing_else():
    apart = found_at(("Alpha", 30.0, 40.0, 9), ("Bravo", 33.0, 44.0, 4))
    chart = attack_map.sites(apart, {"Borland": "Borland"}, {"Borland": Colour.BLUE})
    [mark] = chart.panels[0].marks
    assert list(mark.names) == ["Alpha, 9", "Bravo, 4", ""]
    assert list(mark.sides[:2]) == ["right", "left"], "neither name runs off the map"
    assert list(mark.x[:2]) == [40.0, 44.0]
    assert "Alpha, 9" in static.svg(chart) and chart.aspect == pytest.approx(1 / 0.85264, abs=1e-3)
    crowd = [(f"Camp {n}", 30 + 0.02 * (n // 5), 40 + 0.02 * (n % 5), 9) for n in range(25)]
    [mark] = attack_map.sites(found_at(*crowd, ("Far", 33.0, 44.0, 1)), {}, {}).panels[0].marks
    assert 0 < sum(bool(name) for name in mark.names) < attack_map.NAMED


def test_incidents_without_a_place_are_counted_in_the_caption():
    one = study(*TOTALS, days=["2006-03-01", "2006-03-02"])
    lost = one.one_each.assign(lat=pd.array([30.0, None], "Float64"))
    lost["site"] = ["North Camp", "South Camp"]
    assert "1 incident has no known place" in attack_map.sites(lost, {}, {}).caption


def test_sites_at_one_place_stand_side_by_side():
    same = found_at(("Alpha", 30.0, 40.0, 9), ("Bravo", 30.0, 40.0, 4), ("Cecil", 33.0, 44.0, 4))
    shown = attack_map.sites(same, {"Borland": "Borland"}, {"Borland": Colour.BLUE})
    [mark] = shown.panels[0].marks
    assert mark.x[0] == 40.0 and 40.0 < mark.x[1] < 40.5 and mark.x[2] == 44.0
    assert set(shown.data["lon"]) == {40.0, 44.0}, "the data say where the sites are"
