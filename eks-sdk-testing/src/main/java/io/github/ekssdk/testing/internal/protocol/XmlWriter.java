package io.github.ekssdk.testing.internal.protocol;

import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Writes a model object as the XML of the query and of the ec2 protocol. */
final class XmlWriter {
    private XmlWriter() {}

    static void write(Xml xml, SdkPojo pojo) {
        for (Member member : Shape.of(pojo).members()) {
            Object value = member.get(pojo);
            if (value != null) {
                write(xml, member, member.answerName(), value);
            }
        }
    }

    private static void write(Xml xml, Member member, String name, Object value) {
        switch (member.type()) {
            case SDK_POJO -> structure(xml, name, (SdkPojo) value);
            case LIST -> list(xml, member, name, value);
            case MAP -> map(xml, member, name, value);
            default -> xml.element(name, Scalars.text(member, value, Format.ISO_8601));
        }
    }

    private static void structure(Xml xml, String name, SdkPojo pojo) {
        xml.open(name);
        write(xml, pojo);
        xml.close(name);
    }

    private static void list(Xml xml, Member member, String name, Object value) {
        Member element = member.element();
        boolean flattened = member.isFlattened();
        if (!flattened) {
            xml.open(name);
        }
        for (Object item : Member.list(value)) {
            write(xml, element, flattened ? name : element.answerName(), item);
        }
        if (!flattened) {
            xml.close(name);
        }
    }

    private static void map(Xml xml, Member member, String name, Object value) {
        boolean flattened = member.isFlattened();
        String entryName = flattened ? name : "entry";
        if (!flattened) {
            xml.open(name);
        }
        for (Map.Entry<?, ?> entry : Member.map(value).entrySet()) {
            xml.open(entryName).element(member.keyName(), String.valueOf(entry.getKey()));
            write(xml, member.element(), member.valueName(), entry.getValue());
            xml.close(entryName);
        }
        if (!flattened) {
            xml.close(name);
        }
    }
}
