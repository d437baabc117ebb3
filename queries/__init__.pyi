from .answer import Answer as Answer
from .answer import ask as ask
from .library import Question as Question
from .library import question as question
from .library import questions as questions
