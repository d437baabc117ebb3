"""What is true and who said it: the ontology, the data model, the statements and the store.

`__init__.pyi` lists what other packages may use; each name is loaded on first use, so that importing is free.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
