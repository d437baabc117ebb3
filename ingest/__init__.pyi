from .exchange import facts_json as facts_json
from .report import Report as Report
from .report import report_json as report_json
from .run import Progress as Progress
from .run import extract as extract
from .run import ingest as ingest
from .sources import Reading as Reading
from .sources import Skip as Skip
