package io.github.ekssdk.testing.internal.service.ssm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/** Puts, gets, lists and deletes parameters. */
final class Parameters {
    private static final int MOST_NAMES = 10;
    private static final int PAGE = 10;
    private static final int LONG_PAGE = 50;

    private final ParameterStore store;

    Parameters(ParameterStore store) {
        this.store = store;
    }

    public PutParameterResponse put(PutParameterRequest request) {
        boolean overwrite = Boolean.TRUE.equals(request.overwrite());
        if (overwrite && !request.tags().isEmpty()) {
            throw ParameterStore.refuse(
                    "ValidationException",
                    "Invalid request: tags and overwrite can't be used together. To create a parameter with tags,"
                            + " please remove overwrite flag.");
        }
        Parameter made = store.put(request);
        request.tags().forEach(tag -> store.tagsOf(made.name()).put(tag.key(), tag.value()));
        return PutParameterResponse.builder()
                .version(made.version())
                .tier(ParameterTier.STANDARD)
                .build();
    }

    public GetParameterResponse get(GetParameterRequest request) {
        Parameter found = store.find(request.name(), Boolean.TRUE.equals(request.withDecryption()))
                .orElseThrow(() -> ParameterStore.notFound(request.name()));
        return GetParameterResponse.builder().parameter(found).build();
    }

    public GetParametersResponse get(GetParametersRequest request) {
        checkNumber(request.names());
        List<Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            store.find(name, Boolean.TRUE.equals(request.withDecryption()))
                    .ifPresentOrElse(found::add, () -> invalid.add(name));
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }

    private static void checkNumber(List<String> names) {
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            throw ParameterStore.refuse(
                    "ValidationException",
                    "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have"
                            + " length less than or equal to " + MOST_NAMES);
        }
    }

    public GetParametersByPathResponse get(GetParametersByPathRequest request) {
        if (!request.path().startsWith("/")) {
            throw ParameterStore.refuse(
                    "ValidationException",
                    "The parameter doesn't meet the parameter name requirements: " + request.path());
        }
        List<Parameter> all = store.below(
                request.path(),
                Boolean.TRUE.equals(request.recursive()),
                Boolean.TRUE.equals(request.withDecryption()));
        Page<Parameter> page = Page.of(all, request.maxResults(), PAGE, request.nextToken());
        return GetParametersByPathResponse.builder()
                .parameters(page.items)
                .nextToken(page.next)
                .build();
    }

    public DescribeParametersResponse describe(DescribeParametersRequest request) {
        List<ParameterMetadata> all = store.all().stream()
                .filter(parameter -> request.parameterFilters().stream().allMatch(filter -> matches(filter, parameter)))
                .map(this::metadata)
                .toList();
        Page<ParameterMetadata> page = Page.of(all, request.maxResults(), LONG_PAGE, request.nextToken());
        return DescribeParametersResponse.builder()
                .parameters(page.items)
                .nextToken(page.next)
                .build();
    }

    private boolean matches(ParameterStringFilter filter, Parameter parameter) {
        String option = filter.option() == null ? "Equals" : filter.option();
        String value = switch (filter.key()) {
            case "Name", "Path" -> parameter.name();
            case "Type" -> parameter.typeAsString();
            default -> tag(filter.key(), parameter.name());
        };
        return filter.values().stream().anyMatch(wanted -> switch (option) {
            case "BeginsWith", "OneLevel", "Recursive" -> value.startsWith(wanted);
            case "Contains" -> value.contains(wanted);
            default -> value.equals(wanted);
        });
    }

    private String tag(String key, String name) {
        if (!key.startsWith("tag:")) {
            throw ParameterStore.refuse("InvalidFilterKey", "The specified filter key " + key + " is not valid.");
        }
        return store.tagsOf(name).getOrDefault(key.substring("tag:".length()), "");
    }

    private ParameterMetadata metadata(Parameter parameter) {
        return ParameterMetadata.builder()
                .name(parameter.name())
                .arn(parameter.arn())
                .type(parameter.type())
                .version(parameter.version())
                .dataType(parameter.dataType())
                .description(store.description(parameter.name()).orElse(null))
                .lastModifiedDate(parameter.lastModifiedDate())
                .tier(ParameterTier.STANDARD)
                .build();
    }

    public GetParameterHistoryResponse history(GetParameterHistoryRequest request) {
        List<ParameterHistory> all =
                store.history(request.name(), Boolean.TRUE.equals(request.withDecryption())).stream()
                        .map(parameter -> ParameterHistory.builder()
                                .name(parameter.name())
                                .type(parameter.type())
                                .value(parameter.value())
                                .version(parameter.version())
                                .lastModifiedDate(parameter.lastModifiedDate())
                                .dataType(parameter.dataType())
                                .build())
                        .toList();
        Page<ParameterHistory> page = Page.of(all, request.maxResults(), LONG_PAGE, request.nextToken());
        return GetParameterHistoryResponse.builder()
                .parameters(page.items)
                .nextToken(page.next)
                .build();
    }

    public DeleteParameterResponse delete(DeleteParameterRequest request) {
        if (!store.delete(request.name())) {
            throw ParameterStore.notFound(request.name());
        }
        return DeleteParameterResponse.builder().build();
    }

    public DeleteParametersResponse delete(DeleteParametersRequest request) {
        checkNumber(request.names());
        List<String> deleted = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            (store.delete(name) ? deleted : invalid).add(name);
        }
        return DeleteParametersResponse.builder()
                .deletedParameters(deleted)
                .invalidParameters(invalid)
                .build();
    }

    /** Some results, and the token that asks for the next ones. */
    private record Page<T>(List<T> items, @Nullable String next) {
        static <T> Page<T> of(List<T> all, @Nullable Integer asked, int most, @Nullable String token) {
            if (asked != null && (asked < 1 || asked > most)) {
                throw ParameterStore.refuse(
                        "ValidationException",
                        "1 validation error detected: Value '" + asked + "' at 'maxResults' failed to satisfy"
                                + " constraint: Member must have value less than or equal to " + most);
            }
            if (token != null && (!token.matches("\\d{1,9}") || Integer.parseInt(token) > all.size())) {
                throw ParameterStore.refuse("InvalidNextToken", "The specified token is not valid.");
            }
            int from = token == null ? 0 : Integer.parseInt(token);
            int to = Math.min(all.size(), from + (asked == null ? most : asked));
            return new Page<>(all.subList(from, to), to < all.size() ? String.valueOf(to) : null);
        }
    }
}
