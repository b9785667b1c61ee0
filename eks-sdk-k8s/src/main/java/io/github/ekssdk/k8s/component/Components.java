package io.github.ekssdk.k8s.component;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.ekssdk.error.InvalidSpecException;
import io.github.ekssdk.spec.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes components of what is at hand: the typed words of {@link ComponentBuilder}, objects of Fabric8's models, or YAML.
 *
 * <pre>{@code
 * Component shop = Components.of("shop", objects -> objects
 *         .namespace("shop")
 *         .deployment("web", web -> web.image("nginx:1.29").replicas(2).port(80))
 *         .service("web", service -> service.port(80)));
 * }</pre>
 *
 * @since 0.1
 */
public final class Components {

    private Components() {}

    /**
     * Describes a component.
     *
     * @param name its name, unique among the components of a cluster
     * @param description says what it consists of
     */
    public static Component of(String name, Consumer<? super ComponentBuilder> description) {
        ComponentBuilder builder = new ComponentBuilder(name);
        requireNonNull(description, "description").accept(builder);
        return builder.build();
    }

    /**
     * Makes a component of objects of Fabric8's models. Their status and what the API server writes into their metadata is left out.
     *
     * @param name its name, unique among the components of a cluster
     * @param objects what is to be in the cluster
     * @throws IllegalArgumentException if an object has no name
     */
    public static Component of(String name, HasMetadata... objects) {
        return of(name, builder -> builder.objects(objects));
    }

    /**
     * Makes a component of the objects in a YAML file, of one or several documents.
     *
     * @param name its name, unique among the components of a cluster
     * @param file the file, read now
     * @throws InvalidSpecException if it is not YAML or holds something else than objects, by line and column
     * @throws UncheckedIOException if it cannot be read
     */
    public static Component yaml(String name, Path file) {
        try {
            return of(name, builder -> builder.yaml(file.toString(), read(file)));
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e.getCause());
        }
    }

    /**
     * Makes a component of the objects in a YAML text, of one or several documents.
     *
     * @param name its name, unique among the components of a cluster
     * @param yaml the text
     * @throws InvalidSpecException if it is not YAML or holds something else than objects, by line and column
     */
    public static Component yaml(String name, String yaml) {
        return of(name, builder -> builder.yaml(name, yaml));
    }

    /**
     * Makes a component of the objects in YAML, of one or several documents.
     *
     * @param name its name, unique among the components of a cluster
     * @param yaml where to read it from, in UTF-8; read to its end now, and left open
     * @throws InvalidSpecException if it is not YAML or holds something else than objects, by line and column
     * @throws UncheckedIOException if it cannot be read
     */
    public static Component yaml(String name, InputStream yaml) {
        try {
            return yaml(name, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the YAML of " + name + ".", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
