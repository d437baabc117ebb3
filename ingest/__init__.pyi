from .exchange import facts_json as facts_json
from .run import Report as Report
from .run import extract as extract
from .run import ingest as ingest
from .sources import Skip as Skip
