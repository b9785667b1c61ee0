package io.github.ekssdk.testing.internal.service.ssm;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** The parameters of an account with all their versions, next to those that AWS publishes. */
final class ParameterStore {
    private static final int MOST_VERSIONS = 100;

    private final Account account;
    private final TreeMap<String, NavigableMap<Long, Parameter>> own = new TreeMap<>();
    private final Map<String, Map<String, String>> tags = new TreeMap<>();
    private final Map<String, String> descriptions = new TreeMap<>();

    ParameterStore(Account account) {
        this.account = account;
    }

    static AwsRefusal refuse(String code, String message) {
        return new AwsRefusal(400, code, message);
    }

    static AwsRefusal notFound(String name) {
        return refuse("ParameterNotFound", "Parameter " + name + " not found.");
    }

    Parameter put(PutParameterRequest request) {
        String name = request.name();
        if (!name.matches("[a-zA-Z0-9_.\\-/]{1,1011}") || name.matches("(?i)/?(aws|ssm)(/.*)?")) {
            throw refuse(
                    "ValidationException",
                    "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive), and must consist of"
                            + " letters, digits and ._-/");
        }
        NavigableMap<Long, Parameter> versions = own.get(name);
        if (versions != null && !Boolean.TRUE.equals(request.overwrite())) {
            throw refuse(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        if (versions == null && own.size() >= account.quotas().limit("ssm.parameters")) {
            throw refuse("ParameterLimitExceeded", "You have exceeded the number of parameters for this account.");
        }
        NavigableMap<Long, Parameter> all = versions == null ? new TreeMap<>() : versions;
        Parameter.Builder parameter = Parameter.builder()
                .name(name)
                .value(request.value())
                .dataType(request.dataType() == null ? "text" : request.dataType())
                .type(type(request, all))
                .version(all.isEmpty() ? 1 : all.lastKey() + 1)
                .lastModifiedDate(account.transitions().now())
                .arn(arn(name));
        Parameter made = parameter.build();
        all.put(made.version(), made);
        while (all.size() > MOST_VERSIONS) {
            all.pollFirstEntry();
        }
        own.put(name, all);
        if (request.description() != null) {
            descriptions.put(name, request.description());
        }
        return made;
    }

    private static ParameterType type(PutParameterRequest request, NavigableMap<Long, Parameter> before) {
        if (request.type() != null) {
            return request.type();
        }
        if (before.isEmpty()) {
            throw refuse("ValidationException", "A parameter type is required when you create a parameter.");
        }
        return before.lastEntry().getValue().type();
    }

    private String arn(String name) {
        return account.arn("ssm", "parameter" + (name.startsWith("/") ? name : "/" + name));
    }

    /** The parameter that a name, with or without {@code :version}, stands for; secrets come encrypted unless asked for. */
    Optional<Parameter> find(String given, boolean decrypt) {
        String plain = given.startsWith("arn:") ? given.substring(given.indexOf(":parameter") + 10) : given;
        int colon = plain.lastIndexOf(':');
        String name = colon < 0 ? plain : plain.substring(0, colon);
        String version = colon < 0 ? null : plain.substring(colon + 1);
        if (PublicParameters.isPublic(name)) {
            return Optional.ofNullable(PublicParameters.value(account.region(), name))
                    .map(value -> published(name, value));
        }
        NavigableMap<Long, Parameter> versions = own.get(name);
        return versions == null ? Optional.empty() : Optional.of(shown(version(versions, version, given), decrypt));
    }

    private static Parameter version(NavigableMap<Long, Parameter> versions, @Nullable String version, String given) {
        if (version == null) {
            return versions.lastEntry().getValue();
        }
        Parameter found = version.matches("\\d{1,9}") ? versions.get(Long.valueOf(version)) : null;
        if (found == null) {
            throw refuse(
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version " + version + " of " + given + ". Verify the version and"
                            + " try again.");
        }
        return found;
    }

    private Parameter published(String name, String value) {
        return Parameter.builder()
                .name(name)
                .value(value)
                .type(ParameterType.STRING)
                .dataType("text")
                .version(1L)
                .arn("arn:" + account.partition() + ":ssm:" + account.region() + "::parameter" + name)
                .lastModifiedDate(Instant.parse("2025-12-11T00:00:00Z"))
                .build();
    }

    private static Parameter shown(Parameter parameter, boolean decrypt) {
        boolean secret = parameter.type() == ParameterType.SECURE_STRING;
        return secret && !decrypt
                ? parameter.copy(b ->
                        b.value("AQICAH" + "%08x".formatted(parameter.value().hashCode())))
                : parameter;
    }

    /** The parameters below a path, of AWS or of the account, in the order of their names. */
    List<Parameter> below(String path, boolean recursive, boolean decrypt) {
        String root = path.endsWith("/") ? path : path + "/";
        NavigableMap<String, ?> all = PublicParameters.isPublic(root) ? PublicParameters.of(account.region()) : own;
        List<Parameter> found = new ArrayList<>();
        for (String name : all.tailMap(root, false).keySet()) {
            if (!name.startsWith(root)) {
                break;
            }
            if (recursive || name.indexOf('/', root.length()) < 0) {
                find(name, decrypt).ifPresent(found::add);
            }
        }
        return found;
    }

    List<Parameter> all() {
        return own.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    List<Parameter> history(String name, boolean decrypt) {
        NavigableMap<Long, Parameter> versions = own.get(name);
        if (versions == null) {
            throw notFound(name);
        }
        return versions.values().stream()
                .map(parameter -> shown(parameter, decrypt))
                .toList();
    }

    boolean delete(String name) {
        tags.remove(name);
        descriptions.remove(name);
        return own.remove(name) != null;
    }

    Optional<String> description(String name) {
        return Optional.ofNullable(descriptions.get(name));
    }

    boolean exists(String name) {
        return own.containsKey(name);
    }

    Map<String, String> tagsOf(String name) {
        return tags.computeIfAbsent(name, key -> new LinkedHashMap<>());
    }
}
