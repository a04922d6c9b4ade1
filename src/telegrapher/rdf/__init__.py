"""Linked statements to quads and back: the only place that knows the RDF shape.

One release `R` = `https://w3id.org/telegrapher/id/release/ID`. `R` names the document and the graph of what it says.

    GRAPH R {
      R                               a tel:Release ; rdfs:label "Carrier X lights ..." ; dcterms:title "Carrier X lights ..." ;
                                      dcterms:issued "2014-05-20"^^xsd:date ; dcterms:language "en" ; dcterms:format "text/html" ;
                                      tel:sourceName "x-2014" ; tel:sourceDigest "9f..." ; tel:sourceUrl "https:..."^^xsd:anyURI ;
                                      tel:mentions org:carrier-x , ... ; tel:zone R/zone/quote/310-420 , ... .
      R/zone/quote/310-420            a tel:Zone ; tel:start 310 ; tel:end 420 ; tel:zoneKind zone:quote ; tel:owner "Ann Lee" .
      org:carrier-x                   a tel:Carrier , tel:Organization ; tel:mainType tel:Carrier ; rdfs:label "Carrier X" ;
                                      skos:altLabel "CX" ; tel:namedAs "Carrier X" ; tel:linkStatus link-status:exact .
      .../statement/0123456789abcdef  a tel:Statement ; tel:statedIn R ;
        │                             rdf:subject org:carrier-x ; rdf:predicate tel:deploys ; rdf:object product:p-9 ;
        │                             tel:supplier org:vendor-y ; tel:on network:x-backbone ; tel:status status:deployed ;
        │                             tel:date "2014-05" ; tel:datePrecision precision:month ;
        │                             tel:earliest "2014-05-01"^^xsd:date ; tel:latest "2014-05-31"^^xsd:date ;
        │ tel:evidence, one or more   tel:asserted true ; tel:confidence 0.93 ; tel:rule "deploy-active" ; tel:zoneKind zone:lead ;
        ▼                             tel:marks <R#char=60,69> , <R#char=84,87> .   # where the words name the two ends
      R/text/60-148                   a tel:Evidence ; tel:statedIn R ; tel:start 60 ; tel:end 148 ; tel:zoneKind zone:lead ;
    }                                 tel:quote "Carrier X has put Vendor Y's P-9 into its backbone." .

    GRAPH .../graph/facts {           org:carrier-x tel:deploys product:p-9 .   # once, whatever the number of releases
    }                                 org:carrier-x a tel:Carrier , tel:Organization ; rdfs:label "Carrier X" ; skos:altLabel "CX" .
    GRAPH .../graph/inferred {        product:p-9 tel:deployedBy org:carrier-x . }
    GRAPH .../graph/contacts {        .../statement/... tel:phone "+1 ..." ; tel:email "..." .
    }                                 R/text/900-960 tel:quote "words that give them away" .

The graph of reference is drawn in `telegrapher.rdf.reference`.

* Prefixes `status:`, `zone:`, `link-status:`, `precision:`, `office-kind:`, `contact-kind:` stand for
  `https://w3id.org/telegrapher/id/LIST/`.
* Types include all super-types: `?x a tel:Organization` finds every vendor. `tel:mainType` is the one a release speaks of.
* `tel:status`, `supplier`, `on`, `place`, `amount`, `jobTitle`, `kind`, `segment` stand on the statement. `kind` is
  text, `tel:kindCode` the entry of its code list, where it is one of an office or contact.
* Literal objects are texts, but `lengthKm` is xsd:decimal. The statement of a `capacity` also has `tel:bitsPerSecond`, that of a
  `readyForService` `tel:objectEarliest` and `tel:objectLatest`.
* Ends of a symmetric relation are in order of their addresses; the graph of inferences holds the other direction.
* A statement is asserted unless `data/rules/assertion.yaml` excludes its status.
* Facts are a function of the graphs of releases (`facts_of`), inferences one of facts (`infer`).
"""

from telegrapher.rdf.assertion import asserted, read_assertion
from telegrapher.rdf.describing import DESCRIPTION, description
from telegrapher.rdf.facts import facts, facts_of, infer
from telegrapher.rdf.measures import Period, bits_per_second, number, period
from telegrapher.rdf.reading import nodes, releases, statements
from telegrapher.rdf.records import Node, Quote, ReleaseRecord, StatementRecord, Value
from telegrapher.rdf.reference import reference_digest, reference_quads
from telegrapher.rdf.runs import run
from telegrapher.rdf.writing import describe, quads, statement_iris

__all__ = [
    "DESCRIPTION",
    "Node",
    "Period",
    "Quote",
    "ReleaseRecord",
    "StatementRecord",
    "Value",
    "asserted",
    "bits_per_second",
    "describe",
    "description",
    "facts",
    "facts_of",
    "infer",
    "nodes",
    "number",
    "period",
    "quads",
    "read_assertion",
    "reference_digest",
    "reference_quads",
    "releases",
    "run",
    "statement_iris",
    "statements",
]
