"""The demo phone, in the browser and in the terminal: it behaves as the gateways do, so the real routes answer it."""
