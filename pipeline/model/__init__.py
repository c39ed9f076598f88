"""What flows through the pipeline. Frozen data, no behaviour beyond looking at itself; imports only `base`."""
