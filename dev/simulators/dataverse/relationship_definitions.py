"""Describes relationships as the metadata service does."""

from collections.abc import Iterator

from dev.simulators.dataverse.definitions import Definition, metadata_id
from dev.simulators.dataverse.forms import TYPES
from dev.simulators.dataverse.schema import ManyToMany, OneToMany, Schema


def describe_one_to_many(schema: Schema) -> Iterator[Definition]:
    """Describe each lookup once for every table it refers to."""
    named = {
        (relationship.one, relationship.many, relationship.lookup): relationship
        for table in schema
        for relationship in table.collections.values()
        if isinstance(relationship, OneToMany)
    }
    for table in schema:
        for navigation, (column, targets) in table.navigations.items():
            for target in targets:
                relationship = named.get((target, table.name, column.name)) or OneToMany(
                    f"{target}_{table.name}_{column.name}", target, table.name, column.name
                )
                yield _describe_one_to_many(schema, relationship, navigation)


def _describe_one_to_many(schema: Schema, relationship: OneToMany, navigation: str) -> Definition:
    referenced = schema.tables.get(relationship.one)
    on_delete = {"clear": "RemoveLink", "cascade": "Cascade", "restrict": "Restrict"}
    return {
        "@odata.type": f"#{TYPES}OneToManyRelationshipMetadata",
        "MetadataId": relationship_id(relationship.name),
        "SchemaName": relationship.name,
        "RelationshipType": "OneToManyRelationship",
        "IsCustomRelationship": relationship.is_custom,
        "IsManaged": not relationship.is_custom,
        "CascadeConfiguration": {"Delete": on_delete[relationship.delete]},
        "ReferencedEntity": relationship.one,
        "ReferencedAttribute": referenced.primary_id if referenced else f"{relationship.one}id",
        "ReferencedEntityNavigationPropertyName": relationship.name,
        "ReferencingEntity": relationship.many,
        "ReferencingAttribute": relationship.lookup,
        "ReferencingEntityNavigationPropertyName": navigation,
    }


def describe_many_to_many(schema: Schema) -> Iterator[Definition]:
    relationships = {
        relationship.name: relationship
        for table in schema
        for relationship in table.collections.values()
        if isinstance(relationship, ManyToMany)
    }
    for name, relationship in relationships.items():
        yield {
            "@odata.type": f"#{TYPES}ManyToManyRelationshipMetadata",
            "MetadataId": relationship_id(name),
            "SchemaName": name,
            "RelationshipType": "ManyToManyRelationship",
            "IsCustomRelationship": False,
            "Entity1LogicalName": relationship.left,
            "Entity2LogicalName": relationship.right,
            "IntersectEntityName": relationship.through,
            "Entity1NavigationPropertyName": name,
            "Entity2NavigationPropertyName": name,
        }


def relationship_id(name: str) -> str:
    return metadata_id(f"relationship:{name}")
