"""What may be wrong: quality rules, statements and pairs of entities that people should look at."""

from . import review as review
