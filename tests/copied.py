"""Invented reports, and what becomes of an agency's report on its way into other pages: cut, rewritten, added to."""

# ruff: noqa: E501 - sentences stand on one line
from __future__ import annotations

import random
import re
from dataclasses import fields

from dateline.records import (
    Dateline,
    Furniture,
    FurnitureKind,
    Mention,
    ReaderVersion,
    Reading,
    Report,
    Span,
    report_of,
)

AGENCY = "Halvard News Agency"

# Reports of the agency: a headline and its paragraphs.
FERRY = (
    "Ferry with 140 aboard sinks off Quell coast, 23 drowned",
    """A ferry carrying at least 140 people sank in heavy seas off the coast of Quell late on Thursday, drowning 23 of them, the harbour authority said.
The Saint Orla was an hour out of Tamsin when its car deck flooded and the vessel rolled on to its side, harbour master Piers Okonjo said.
“She was gone in six minutes,” Okonjo told reporters on the quay. “There was no time to lower more than one boat.”
Fishing crews from three villages pulled 104 survivors out of the water before the first navy launch arrived, Okonjo said. Thirteen people were still missing on Friday morning.
Marta Deveraux, a teacher who was travelling with her sister, said the crew had told passengers to stay below because of the wind.
“We went up anyway, and those who did not are dead,” she said.
The cause of the flooding was not clear. Two survivors said that a bow door had been tied shut with rope since the spring.
The owner of the vessel, Orla Lines, declined to comment. Its office in Tamsin was closed and guarded by police.
Hospitals in Tamsin and Brock treated 61 people for cold and shock, the regional health board said.
The transport ministry suspended all sailings of the company and named a judge, Ines Carvallo, to head an inquiry.
The Quell strait is shallow and crossed by strong currents. In 2009 a smaller ferry, the Dunmore, went down there with the loss of nine lives.""",
)
MINE = (
    "Gunmen storm gold mine in Tarvi hills, abduct seven engineers",
    """Gunmen stormed a gold mine in the Tarvi hills before dawn on Monday and abducted seven engineers, two of them foreigners, the mine’s operator said.
About thirty attackers on motorcycles cut the perimeter fence at Lower Kasse and overpowered the night guard, Kestrel Gold said in a statement.
One guard was shot dead and four were wounded in an exchange of fire that lasted some twenty minutes, the company added.
The engineers were sleeping in a compound 300 metres from the pit. Their captors drove them north towards the Ivral border, according to a cook who hid in a water tank.
“I counted the shoes by the door, and seven pairs were left,” the cook, Adou Mbele, said by telephone.
The defence ministry said that it had sent two companies and a helicopter in pursuit. A spokesman, Colonel Yves Tannou, would not say whether they had found a trail.
No group claimed the abduction. Kestrel Gold paid a ransom in 2014 for two drivers who had been taken on the same road, according to two people with knowledge of the matter, who asked not to be named.
The Tarvi Liberation Army, which has fought the government since 1998 and which wants a share of the province’s gold, has attacked convoys of the company before.
More than 4,000 people have died in the conflict, most of them civilians. Talks broke down in 2017.
Kestrel Gold employs 1,900 people at Lower Kasse and said that work there would stop until further notice.""",
)
# The same agency, the next day: a new lead, and old paragraphs under it.
MINE_NEXT = (
    "Two of seven abducted engineers freed in Tarvi hills",
    """Two engineers who were abducted from a gold mine in the Tarvi hills were freed on Tuesday after a firefight near the Ivral border, the army said.
The men, both citizens of Quell, were found in a dry river bed by a patrol that had followed tyre tracks through the night, General Amadou Sessay told a news conference in the provincial capital.
“They walked towards us with their hands up. We nearly fired,” Sessay said.
Three of the kidnappers were killed, he said, and one soldier was hurt. The other five engineers had been moved before the patrol arrived.
Kestrel Gold said that the two were in good health and had spoken to their families. It did not comment on whether it had been asked for money.
The engineers were seized before dawn on Monday from a compound at Lower Kasse by about thirty attackers on motorcycles. A guard was killed.
The Tarvi Liberation Army, which has fought the government since 1998 and which wants a share of the province’s gold, has attacked convoys of the company before.
More than 4,000 people have died in the conflict, most of them civilians. Talks broke down in 2017.""",
)
# The same agency, months before, on another happening: only the standing background is the same.
MINE_BEFORE = (
    "Rebels burn fuel convoy in Tarvi province",
    """Rebels burned eleven fuel lorries on the road to Lower Kasse on Wednesday, the provincial governor said, in the third such raid this month.
The drivers were made to walk back to Anvers barefoot, governor Salif Okoro said. None of them was hurt.
Okoro said the lorries had been travelling without an escort because the army wanted more money than the haulier would pay.
The Tarvi Liberation Army, which has fought the government since 1998 and which wants a share of the province’s gold, has attacked convoys of the company before.
More than 4,000 people have died in the conflict, most of them civilians. Talks broke down in 2017.""",
)
# Another outlet's own report on the abduction, with the same statement and the same press conference in it.
MINE_OWN = (
    "Seven taken at Lower Kasse as raiders hit Kestrel mine",
    """At least seven mining engineers were taken hostage on Monday when armed men on motorbikes overran the Kestrel Gold works at Lower Kasse in the Tarvi hills.
The raid began shortly after four in the morning, two residents told the Ostmark Herald, and was over before the garrison at Anvers, an hour away, had been told of it.
“First the dogs, then the shots, then nothing but engines,” said Rosa Ekwe, who keeps a shop by the gate.
A guard died and several of his colleagues were injured. The Herald saw four of them at the mission clinic, one with a wound in the neck.
The cook of the compound, Adou Mbele, escaped by climbing into a tank. “I counted the shoes by the door, and seven pairs were left,” he said.
Colonel Yves Tannou, the spokesman of the defence ministry, told reporters in the capital that soldiers and a helicopter were looking for the hostages.
Managers of Kestrel Gold were not to be reached. The company had promised the town a clinic and a road after the strike of last year; neither has been built.
People at Lower Kasse fear that the mine will now close. “Then we can all go with the raiders,” Ekwe said.""",
)
FERRY_OWN = (
    "23 dead as Saint Orla goes down",
    """Twenty-three people are dead and 13 missing after the Saint Orla, the night ferry from Tamsin, capsized in a gale on Thursday.
Our reporter on the quay at Tamsin saw the bodies of two children carried ashore by the crew of a crab boat at half past one in the morning.
“She was gone in six minutes,” said the harbour master, Piers Okonjo, who had watched the lights of the ship go out from his window. “There was no time to lower more than one boat.”
By dawn several hundred relatives stood in the rain before the office of Orla Lines, whose shutters were down. A window was broken. Nobody came out.
The Herald reported in April that inspectors had twice asked for the bow door of the ship to be replaced. The company said then that the part was on order.
Mayor Hugh Tolland has opened the town hall to the survivors and asked for blankets, dry clothes and shoes.""",
)
HARVEST = (
    "Quell farmers block port over price of barley",
    """Farmers blocked the port of Brock with tractors on Friday to demand a higher price for barley, halting exports for a second day.
About 200 tractors stood on the quays and on the only road into the docks, a spokeswoman for the port said.
The farmers’ league wants the state grain board to pay 190 marks a tonne, up from 155. The board has offered 160.
“We will stay until the barley rots in the ships, or they will talk,” the league’s chairman, Owen Strand, said.
Agriculture minister Lena Prowse called the blockade unlawful and said that she would not negotiate with people who held the country’s bread to ransom.
Three vessels bound for Ivral were turned away, and the price of barley on the Tamsin exchange rose by four percent.
Quell is the region’s largest exporter of barley. Its farmers have had three dry years in a row.""",
)
REPORTS = (FERRY, MINE, HARVEST)

# By a hand, as an editor would: the same text in other words.
FERRY_REWRITTEN = (
    "Twenty-three drown as ferry goes down off Quell",
    """A ferry with at least 140 people on board went down in rough seas off the coast of Quell on Thursday night, and 23 of them drowned, the harbour authority says.
The Saint Orla was an hour out of Tamsin when its car deck was flooded and it rolled on to its side, according to harbour master Piers Okonjo.
“She was gone in six minutes,” Okonjo told reporters on the quay.
Fishing crews from three villages rescued 104 survivors from the water before the first navy launch got there. Thirteen people were missing on Friday morning.
Marta Deveraux, a teacher travelling with her sister, said the crew told passengers to stay below because of the wind.
It was not clear what caused the flooding. Two survivors said a bow door had been held shut with rope since spring.
Orla Lines, the vessel’s owner, would not comment. Its Tamsin office was closed and guarded by police.
The ministry of transport suspended all the company’s sailings and appointed a judge, Ines Carvallo, to lead an inquiry.""",
)
LOCAL = """In Brock, where eleven of the passengers lived, the church of Saint Bride was kept open all night. Father Colm Abery read the names of the missing at six o’clock, and again at eight.
The school will stay closed until Wednesday, headmistress Jane Orwin told the Courier. Four of its pupils were aboard.
“We know every one of these families,” she said. “There is no street without a candle in a window.”"""
LOCAL_MINE = """The news reached Ostmark at breakfast. At the Kestrel hostel on Mill Street, where engineers on leave are lodged, nobody would open the door to the Courier.
A woman who said that her brother was among those taken asked not to be named. She had last heard from him on Sunday, when he complained about the food."""

SYNONYMS = {
    "said": "stated", "people": "persons", "killed": "slain", "wounded": "hurt", "abducted": "kidnapped", "about": "around",
    "late": "shortly", "sank": "foundered", "told": "informed", "before": "ahead of", "stormed": "overran", "dead": "lifeless",
    "blocked": "barred", "demand": "press for", "wants": "seeks", "declined": "refused", "spokesman": "official",
    "suspended": "halted", "travelling": "going", "attackers": "raiders", "company": "firm", "survivors": "people",
    "closed": "shut", "guarded": "watched", "treated": "cared for", "vessel": "ship", "statement": "note", "higher": "better",
}  # fmt: skip


def reading_of(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = "2019-06-14",
    title: str | None = None,
    byline: str | None = None,
    agency: str | None = None,
    trailer: str | None = None,
    furniture: FurnitureKind = FurnitureKind.TRAILER,
    url: str | None = None,
) -> Reading:
    """A reading with what stories need: body, furniture, dateline, byline."""
    head = f"TAMSIN, June 14 ({agency}) - " if agency else ""
    whole = head + text + (f"\n\n{trailer}" if trailer else "")
    report = report_of(whole, published=published, outlet=outlet, url=url)
    end = len(head) + len(text)
    given = {f.name: getattr(report, f.name) for f in fields(Report)} | {
        "title": title,
        "byline": byline,
        "body": (Span(0, end),),
        "furniture": (Furniture(Span(end, len(whole)), furniture),) if trailer else (),
    }
    if agency:
        start = head.index("(") + 1
        given["dateline"] = Dateline(Span(0, len(head)), None, None, Mention(Span(start, start + len(agency)), agency))
    return Reading(ReaderVersion("0"), Report(**given))


def paragraphs(text: str) -> list[str]:
    return text.split("\n")


def cut(text: str, keep: int) -> str:
    """The first paragraphs alone, as an editor cuts from the end."""
    return "\n".join(paragraphs(text)[:keep])


def with_paragraphs(text: str, added: str, at: int) -> str:
    each = paragraphs(text)
    return "\n".join([*each[:at], added, *each[at:]])


def reworded(text: str, seed: int = 0, share: float = 0.8) -> str:
    """Words put for others, and a few small ones left out."""
    chance = random.Random(seed)
    words = []
    for word in text.split(" "):
        bare = re.sub(r"\W", "", word).casefold()
        if bare in SYNONYMS and chance.random() < share:
            word = word.replace(bare, SYNONYMS[bare])
        if bare in ("the", "that", "some", "very", "also") and chance.random() < 0.3 and word.islower():
            continue
        words.append(word)
    return " ".join(words)


def reordered(text: str, seed: int = 0) -> str:
    """The lead as it is, the other paragraphs in another order."""
    first, *others = paragraphs(text)
    random.Random(seed).shuffle(others)
    return "\n".join([first, *others])


def retyped(text: str) -> str:
    """Straight quotes, two hyphens for a dash, no accents, wrapped lines, double spaces after a point."""
    text = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "--", "—": "--", "é": "e"}))
    text = text.replace(". ", ".  ")
    return "\n\n".join(_wrapped(line) for line in paragraphs(text))


def _wrapped(line: str, width: int = 66) -> str:
    out = [""]
    for word in line.split(" "):
        if len(out[-1]) + len(word) > width:
            out.append(word)
        else:
            out[-1] = f"{out[-1]} {word}".strip(" ") if out[-1] else word
    return "\n".join(out)
