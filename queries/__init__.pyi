from .answer import Answer as Answer
from .answer import ask as ask
from .explorer import Page as Page
from .explorer import explore as explore
from .explorer import explorer_page as explorer_page
from .library import Question as Question
from .library import question as question
from .library import questions as questions
