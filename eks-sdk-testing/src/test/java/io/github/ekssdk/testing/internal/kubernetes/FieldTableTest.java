package io.github.ekssdk.testing.internal.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Keeps the table of fields as Kubernetes publishes them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FieldTableTest {
    private static final Path TABLE = Path.of(
            "src", "main", "resources", "io", "github", "ekssdk", "testing", "internal", "kubernetes", "fields.txt");
    private static final String WRITE = "fake.fields.write";

    @Test
    void the_fields_of_built_in_types_are_those_that_are_published() throws IOException {
        String published = PublishedFields.table(new ResourceTypes());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(TABLE, published);
        }

        assertThat(Files.readString(TABLE))
                .as("fields.txt is not up to date; write it with ./mvnw test -pl eks-sdk-testing -am"
                        + " -Dtest=FieldTableTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true")
                .isEqualTo(published);
        assertThat(published).contains("PodSpec activeDeadlineSeconds:int64 affinity:Affinity");
    }
}
