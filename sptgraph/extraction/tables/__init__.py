"""A task table (任务分工表) → `Plan`: its rows are tasks, its group rows actions."""
