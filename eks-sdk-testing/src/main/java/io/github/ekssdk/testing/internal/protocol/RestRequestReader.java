package io.github.ekssdk.testing.internal.protocol;

import io.github.ekssdk.testing.internal.protocol.WireRequest.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Collects the members of a rest-json request from where they stand. */
final class RestRequestReader {
    private final WireRequest request;
    private final Map<String, String> labels;
    private final Shape shape;

    private RestRequestReader(WireRequest request, Map<String, String> labels, Shape shape) {
        this.request = request;
        this.labels = labels;
        this.shape = shape;
    }

    static void read(WireRequest request, Map<String, String> labels, SdkPojo builder) {
        Shape shape = Shape.of(builder);
        RestRequestReader reader = new RestRequestReader(request, labels, shape);
        for (Member member : shape.members()) {
            Object value = reader.outsideBody(member);
            if (value != null) {
                member.set(builder, value);
            }
        }
        reader.body(builder);
    }

    private @Nullable Object outsideBody(Member member) {
        return switch (member.location()) {
            case PATH, GREEDY_PATH -> scalar(member, labels.get(member.name()), Format.ISO_8601);
            case QUERY_PARAM -> query(member);
            case HEADER -> header(member);
            default -> null;
        };
    }

    private void body(SdkPojo builder) {
        Member payload = shape.payload();
        if (payload == null) {
            JsonReader.read(request.body().asByteArrayUnsafe(), builder);
        } else if (payload.type() == MarshallingKnownType.SDK_POJO) {
            SdkPojo structure = payload.newStructure();
            JsonReader.read(request.body().asByteArrayUnsafe(), structure);
            payload.set(builder, Member.build(structure));
        } else if (!request.text().isEmpty()) {
            boolean bytes = payload.type() == MarshallingKnownType.SDK_BYTES;
            payload.set(builder, bytes ? request.body() : request.text());
        }
    }

    private @Nullable Object query(Member member) {
        if (member.type() == MarshallingKnownType.MAP) {
            return queryMap(member);
        }
        if (member.type() != MarshallingKnownType.LIST) {
            return scalar(member, request.parameter(member.name()), Format.ISO_8601);
        }
        List<Object> values = new ArrayList<>();
        for (Parameter parameter : request.query()) {
            if (parameter.name().equals(member.name())) {
                values.add(Scalars.parse(member.element(), parameter.value(), Format.ISO_8601));
            }
        }
        return values.isEmpty() ? null : values;
    }

    private @Nullable Object queryMap(Member member) {
        Set<String> taken = shape.members().stream().map(Member::name).collect(Collectors.toSet());
        boolean lists = member.element().type() == MarshallingKnownType.LIST;
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        for (Parameter parameter : request.query()) {
            if (!taken.contains(parameter.name())) {
                grouped.computeIfAbsent(parameter.name(), name -> new ArrayList<>())
                        .add(parameter.value());
            }
        }
        grouped.forEach((name, texts) -> values.put(name, lists ? texts : texts.get(0)));
        return values.isEmpty() ? null : values;
    }

    private @Nullable Object header(Member member) {
        if (member.type() == MarshallingKnownType.MAP) {
            return headerMap(member.name().toLowerCase(Locale.ROOT));
        }
        String text = request.header(member.name());
        if (text == null || member.type() != MarshallingKnownType.LIST) {
            return scalar(member, text, Format.RFC_822);
        }
        return Arrays.stream(text.split(",", -1))
                .map(item -> Scalars.parse(member.element(), item.trim(), Format.RFC_822))
                .toList();
    }

    private @Nullable Object headerMap(String prefix) {
        Map<String, Object> values = new LinkedHashMap<>();
        request.headers().forEach((name, texts) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                values.put(name.substring(prefix.length()), texts.get(0));
            }
        });
        return values.isEmpty() ? null : values;
    }

    private static @Nullable Object scalar(Member member, @Nullable String text, Format timestamps) {
        return text == null ? null : Scalars.parse(member, text, timestamps);
    }
}
