"""Lay words and what the standards call the same thing.

Each entry is data with its reason. A word people use is looked up as written here or in another form of it
(`jobs` for `job`); a phrase only as a whole, in any form of its words. What stands under `means` is then
searched as well, for a little less than the word itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words people use (`lay`), the words standards use (`means`), and why the one leads to the other."""

    lay: tuple[str, ...]
    means: tuple[str, ...]
    reason: str


def _entry(lay: str, means: str, reason: str) -> Synonym:
    return Synonym(tuple(lay.split(", ")), tuple(means.split(", ")), reason)


SYNONYMS: tuple[Synonym, ...] = (
    # Illness and distress
    _entry(
        "hearing voices, seeing things, paranoid, losing touch",
        "unwell, signs, identify",
        "early signs, as told",
    ),
    _entry("nervous breakdown, breakdown, going mad, sectioned", "unwell, crisis, illness", "everyday names"),
    _entry("ill, unwell, sick, poorly", "illness, unwell", "one state, several words"),
    _entry(
        "schizophrenia, bipolar, depression, anxiety, psychosis",
        "illness, mental",
        "a diagnosis is one illness",
    ),
    _entry(
        "sad, low, down, crying, upset, lonely", "distressed, upset, support", "distress in everyday words"
    ),
    _entry(
        "stressed, worn out, exhausted, fed up, burnt out", "coping, distressed", "strain in everyday words"
    ),
    _entry("listen, talk, talking, speak", "communication, listening, talking", "what communication is"),
    # Danger
    _entry(
        "overdose, suicide, suicidal, self-harm, cutting",
        "crisis, emergency, suicide, harm",
        "danger to oneself",
    ),
    _entry("emergency, urgent, ambulance, 999, tonight", "crisis, emergency", "a crisis, as people name it"),
    _entry(
        "angry, anger, temper, violent, hits, aggressive", "outbursts, lashing, behaviour", "how it shows"
    ),
    _entry("calm, calm down", "control, hold", "control, as people name it"),
    _entry("abuse, beaten, neglect, bullied", "abuse, mistreated, risk", "harm by others"),
    _entry("danger, dangerous, unsafe", "risk, safe, harm", "risk in everyday words"),
    _entry("burglar, thief, break-in, fire", "security, safe", "what security guards against"),
    # The body, medicine and care
    _entry("tablets, pills, meds, prescription, injection", "medication, medicines", "forms of medication"),
    _entry("plaster, wound, stitches", "treatments, dressing, procedures", "treatments done at home"),
    _entry(
        "body, diabetes, blood pressure, weight, asthma", "physical, body", "physical health by its parts"
    ),
    _entry("exercise, walking, fitness, swimming", "exercise, physical, activities", "activity for the body"),
    _entry("wash, shower, bath, hair, teeth, clean", "hygiene, washing, appearance", "hygiene by its parts"),
    _entry("doctor, gp, surgery, nurse", "clinic, doctor, health", "who people go to first"),
    _entry("send, specialist, referral, passed on", "refer, sending", "referral, as people name it"),
    _entry("talking therapy, psychologist, cbt", "therapeutic, therapy", "therapy by another name"),
    _entry("counselor, therapist", "counselling, counsellor, therapy", "other names and spellings"),
    # People
    _entry("carer, looks after, caring for", "carers, carer", "people seldom call themselves carers"),
    _entry("mum, dad, mother, father, parents", "parents, family, relatives", "a parent is family"),
    _entry("son, daughter, brother, sister", "family, relatives", "close family"),
    _entry("wife, husband, partner, relations", "family, relatives, carers", "close family"),
    _entry("mum and dad, my family, our family", "family, families, relatives", "the family as a whole"),
    _entry("child, kid, kids, teenager, toddler", "children, young, child, teenager", "the young"),
    _entry("grandad, gran, grandparent, nan, elderly, old, pensioner", "older, elderly", "older people"),
    _entry("friends, mates, neighbours", "friends, social", "the circle around a person"),
    _entry("boss, firm, company, manager at work", "employers, boss, firm", "an employer, as people name it"),
    _entry("workmate, colleague, member of staff", "workers, staff", "a worker beside one"),
    # Work, home, leisure
    _entry(
        "job, work, career, employed, unemployed", "employment, job, placements", "employment in one word"
    ),
    _entry(
        "trial, work experience, volunteer, apprenticeship", "placements, trial, voluntary", "ways into work"
    ),
    _entry("college, course, school, class", "education, training, course", "where education happens"),
    _entry(
        "flat, house, home, rent, tenancy, eviction", "housing, accommodation, homes", "housing by its kinds"
    ),
    _entry(
        "somewhere to live, homeless, hostel, place to live", "housing, accommodation", "the lack of housing"
    ),
    _entry("landlord, council house, housing association", "housing, landlords", "who lets homes"),
    _entry("council", "councils, agencies", "who runs local services"),
    _entry(
        "cooker, bed, shopping, groceries", "goods, household, furniture, food", "household goods by name"
    ),
    _entry(
        "football, cinema, theatre, sport, hobby, club", "leisure, clubs, sport, theatres", "leisure by name"
    ),
    _entry("office, factory, shop", "workplaces, environments", "places of work"),
    _entry("building, surroundings, place", "environments, place", "the environment, as people name it"),
    _entry(
        "church, mosque, temple, prayer, pray, god, religion",
        "spiritual, faith",
        "spiritual life by its parts",
    ),
    # Having a say
    _entry(
        "self-help, group like mine", "networks, self, peer, group", "a support network, as people name it"
    ),
    _entry(
        "speak up, spokesperson, speak for", "represent, behalf, speaking", "representation in plain words"
    ),
    _entry("rights, decide, consent, capacity", "rights, decide, choices", "decisions and rights"),
    _entry("unfair, discrimination, stigma", "injustice, inequalities, unfair", "injustice, as it feels"),
    _entry("confidential, private, secret", "private, rights", "privacy in plain words"),
    _entry("worry, worries, problems", "concerns, issues", "concerns, as people name them"),
    _entry("rules, deal, agreement", "contract, terms, agree", "a contract in plain words"),
    _entry(
        "get better, better, get my life back, well again", "recover, recovery", "recovery in plain words"
    ),
    _entry("join in, go out, get out", "participate, join", "taking part in plain words"),
    _entry(
        "phone, ring, video call, text, call", "telecommunications, telephone", "ways to talk at a distance"
    ),
    # Life changes
    _entry("divorce, split up, moving house, redundancy", "change, upheaval", "changes of life by name"),
    _entry("died, death, bereaved, grief", "crisis, distressed, death", "loss"),
    _entry("childhood, personality", "personality, mind, development", "what shapes a person"),
    _entry(
        "habits, manners, badly, trouble, antisocial",
        "behaviour, conduct, behavioural",
        "behaviour as it shows",
    ),
    _entry(
        "partnership, partners, charity, jointly", "collaborative, joint, organisations", "working jointly"
    ),
    _entry(
        "coordinate, organise, keyworker, key worker", "coordinate, monitor, review", "care held together"
    ),
    _entry(
        "eat, eating, meals, healthy, healthily, running, jogging",
        "diet, exercise, physical",
        "how bodies keep well",
    ),
    _entry("targets, aims, goals", "objectives, priorities", "what is to be reached"),
    _entry(
        "carry out, put into practice, make it happen", "implement, practice", "implementing in plain words"
    ),
    _entry("made up our minds, my choice, our choice", "decided, choices, informed", "a choice made"),
    _entry(
        "workmates, appraisal, supervision, senior, supervisor",
        "workers, staff, practice",
        "looking at staff's work",
    ),
    _entry("vicar, priest, imam, rabbi, chaplain", "spiritual, faith", "people of faith"),
    _entry("tenant, tenants, lodger", "housing, tenants, accommodation", "who lives in let homes"),
    _entry("ward, hospital", "environments, ward, health", "a hospital as a place"),
    _entry("respect, dignity", "rights, respect, values", "respect is the core of rights"),
    _entry("worse, relapse", "monitor, worse, crisis", "a state to be watched"),
    _entry("region, national, public", "population, area", "where a population lives"),
    _entry("add my bit, chip in, my part", "contribute, share, part", "contributing in plain words"),
    _entry("treated badly, hurt, harmed", "abuse, harm, mistreated", "harm in plain words"),
    _entry("nhs, trust", "provider, services", "who provides care"),
    _entry("lessons, learn, learning", "progress, learn, review", "learning from what was done"),
    # Services, areas, money
    _entry("county, town, city, region, borough", "population, area, community", "where a population lives"),
    _entry("statistics, figures", "population, figures, trends", "a population counted"),
    _entry("village, street, locals", "communities, local, neighbourhood", "a community by place"),
    _entry(
        "backgrounds, ethnic, minority, diverse", "communities, groups, different", "communities of identity"
    ),
    _entry("money, funding, budget, cuts, afford", "resources, budgets", "resources are mostly money"),
    _entry("comes first, first, most important", "prioritise, priorities", "priority in plain words"),
    _entry(
        "campaign, publicity, posters, leaflets, ashamed", "awareness, campaign", "how awareness is raised"
    ),
    _entry("explain, training", "understanding, awareness, knowledge", "passing on understanding"),
    _entry("buying, buy, paying, contract out", "procure, arranging", "procuring, as people name it"),
    _entry("moving, handover, discharge, move", "transfer, move", "a transfer between services"),
    _entry(
        "falling through the gaps, between services", "transfer, agencies", "what a poor transfer feels like"
    ),
    _entry("police, probation, prison, courts", "agencies, police, prison", "agencies by name"),
    _entry(
        "get on, working together, joined up, teamwork", "collaborative, relationships", "working together"
    ),
    _entry("telling off, do better, feedback, criticism", "challenge, frankly", "challenge in plain words"),
    _entry("keep in touch, check on, visit", "contact, touch", "continuing contact in plain words"),
    _entry("going down, getting worse", "trends, changing", "a trend in plain words"),
)
