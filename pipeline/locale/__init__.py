"""The catalogues of messages: English in the code, Danish in da/. `python -m pipeline.locale` renews them."""
