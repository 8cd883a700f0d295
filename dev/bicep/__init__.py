"""Bicep files, looked at without Bicep's own compiler, which no package registry has.

What is checked here is less than ``bicep lint`` does, which the pipeline runs: syntax, names,
parameters, modules and their outputs, versions. Types of values and properties are not.
"""
