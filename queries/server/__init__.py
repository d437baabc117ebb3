"""The server: pages, API, SPARQL endpoint, and the processes that open the store for them."""
