package io.github.ekssdk.testing.internal.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** The members of one model class, looked up once. */
final class Shape {
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> payloadByName = new HashMap<>();
    private final @Nullable Member payload;

    private Shape(SdkPojo pojo) {
        Member found = null;
        for (SdkField<?> field : pojo.sdkFields()) {
            Member member = new Member(field);
            members.add(member);
            found = member.isPayload() ? member : found;
            if (member.location() == MarshallLocation.PAYLOAD) {
                payloadByName.put(member.name(), member);
            }
        }
        payload = found;
    }

    /** Shape of a model object or of its builder. */
    static Shape of(SdkPojo pojo) {
        Shape shape = SHAPES.get(pojo.getClass());
        return shape != null ? shape : SHAPES.computeIfAbsent(pojo.getClass(), type -> new Shape(pojo));
    }

    List<Member> members() {
        return members;
    }

    /** Member of the body with that wire name. */
    @Nullable Member body(String wireName) {
        return payloadByName.get(wireName);
    }

    /** The member that is the whole body, if there is one. */
    @Nullable Member payload() {
        return payload;
    }

    boolean hasBodyMembers() {
        return !payloadByName.isEmpty();
    }
}
