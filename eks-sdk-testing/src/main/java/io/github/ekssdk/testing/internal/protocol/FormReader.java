package io.github.ekssdk.testing.internal.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads a model object out of a form, in the names of the query and of the ec2 protocol. */
final class FormReader {
    private FormReader() {}

    static void read(FormTree form, SdkPojo builder) {
        for (Member member : Shape.of(builder).members()) {
            FormTree node = form.child(member.name());
            Object value = node == null ? null : value(node, member);
            if (value != null) {
                member.set(builder, value);
            }
        }
    }

    private static @Nullable Object value(FormTree node, Member member) {
        return switch (member.type()) {
            case SDK_POJO -> structure(node, member);
            case LIST -> list(node, member);
            case MAP -> map(node, member);
            default -> node.value() == null ? null : Scalars.parse(member, node.value(), Format.ISO_8601);
        };
    }

    private static Object structure(FormTree node, Member member) {
        SdkPojo builder = member.newStructure();
        read(node, builder);
        return Member.build(builder);
    }

    private static List<Object> list(FormTree node, Member member) {
        List<Object> values = new ArrayList<>();
        for (FormTree item : items(node)) {
            Object value = value(item, member.element());
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private static Map<String, Object> map(FormTree node, Member member) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormTree entry : items(node)) {
            FormTree key = entry.child(member.keyName());
            FormTree item = entry.child(member.valueName());
            Object value = item == null ? null : value(item, member.element());
            if (key != null && key.value() != null && value != null) {
                values.put(key.value(), value);
            }
        }
        return values;
    }

    private static List<FormTree> items(FormTree node) {
        if (node.hasNumbered()) {
            return node.numbered();
        }
        FormTree wrapper = node.wrapper();
        return wrapper == null ? List.of() : wrapper.numbered();
    }
}
