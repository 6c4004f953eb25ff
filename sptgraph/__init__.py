"""From a work-safety plan (安全生产方案) to provable responsibility."""
