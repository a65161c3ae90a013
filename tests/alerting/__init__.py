"""Each alert of `ops/prometheus` seen to fire and to clear, by a real Prometheus that watches the real processes."""
