package org.brandstore.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import org.hibernate.annotations.Immutable;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    /** Else who writes last puts back what they read first: the ORM writes every column. */
    @Test
    void everyEntityThatCanChangeHasAVersion() {
        var entities = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.brandstore").stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .toList();
        assertThat(entities).hasSizeGreaterThan(30);
        assertThat(entities)
                .filteredOn(type -> !type.isAnnotatedWith(Immutable.class))
                .filteredOn(type -> type.getFields().stream().noneMatch(field -> field.isAnnotatedWith(Version.class)))
                .extracting(JavaClass::getSimpleName)
                .isEmpty();
    }
}
