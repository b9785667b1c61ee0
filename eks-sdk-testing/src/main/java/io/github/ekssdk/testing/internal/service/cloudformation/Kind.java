package io.github.ekssdk.testing.internal.service.cloudformation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A type of resources: how one is made, when it is ready, what can be asked of it, and how it goes. */
final class Kind {
    private final String type;
    private final Maker maker;
    private final Map<String, Attribute> attributes = new TreeMap<>();
    private Check ready = (made, aws) -> true;
    private Check gone = (made, aws) -> true;
    private Action deletion = (made, aws) -> {};
    private Change change = (made, after, aws) -> {};
    private Set<String> changeable = Set.of();
    private UnaryOperator<String> reference = UnaryOperator.identity();

    /** Makes a resource and tells its physical id. */
    interface Maker {
        String make(Order order, Aws aws);
    }

    /** What a resource shall be. */
    record Order(String stackName, String stackId, String logicalId, Map<String, Object> properties) {
        String text(String property) {
            return Values.text(Values.at(properties, property));
        }

        /** The value of a property, which is empty text when there is none. */
        Object value(String property) {
            Object found = properties.get(property);
            return found == null ? "" : found;
        }

        /** Whether a property is other than a resource has it. */
        boolean differs(Made made, String property) {
            return !Json.of(Values.at(properties, property)).equals(Json.of(Values.at(made.properties(), property)));
        }

        boolean has(String property) {
            return Values.at(properties, property) != null;
        }

        /** The properties but for some, to be changed. */
        Map<String, Object> without(String... names) {
            Map<String, Object> rest = new LinkedHashMap<>(properties);
            List.of(names).forEach(rest::remove);
            return rest;
        }

        /** The name that a property gives, else one made of the names of stack and resource. */
        String name(String property, Aws aws) {
            return has(property)
                    ? text(property)
                    : stackName + "-" + logicalId + "-"
                            + aws.account().ids().hex("cloudformation-name", 12).toUpperCase(Locale.ROOT);
        }
    }

    interface Check {
        boolean holds(Made made, Aws aws);
    }

    interface Action {
        void act(Made made, Aws aws);
    }

    /** Brings a resource, which still has its properties of before, to new ones. */
    interface Change {
        void apply(Made made, Order after, Aws aws);
    }

    interface Attribute {
        Object of(Made made, Aws aws);
    }

    private Kind(String type, Maker maker) {
        this.type = type;
        this.maker = maker;
    }

    static Kind of(String type, Maker maker) {
        return new Kind(type, maker);
    }

    Kind attribute(String name, Attribute attribute) {
        attributes.put(name, attribute);
        return this;
    }

    /** An attribute that a describing operation answers. */
    Kind attribute(String name, String service, String operation, String parameter, String path) {
        return attribute(
                name,
                (made, aws) -> Values.text(
                        Values.at(aws.call(service, operation, Map.of(parameter, made.physicalId())), path)));
    }

    Kind readyWhen(Check check) {
        ready = check;
        return this;
    }

    Kind delete(Action action) {
        deletion = action;
        return this;
    }

    Kind delete(String service, String operation, String parameter) {
        return delete((made, aws) -> aws.call(service, operation, Map.of(parameter, made.physicalId())));
    }

    Kind goneWhen(Check check) {
        gone = check;
        return this;
    }

    /** Lets some properties change without the resource being replaced, as the documentation of its type says. */
    Kind changing(Change how, String... properties) {
        change = how;
        changeable = Set.of(properties);
        return this;
    }

    /** What {@code Ref} gives, out of the physical id. */
    Kind reference(UnaryOperator<String> ofPhysicalId) {
        reference = ofPhysicalId;
        return this;
    }

    String type() {
        return type;
    }

    String make(Order order, Aws aws) {
        return maker.make(order, aws);
    }

    boolean isReady(Made made, Aws aws) {
        return ready.holds(made, aws);
    }

    void startDeletion(Made made, Aws aws) {
        deletion.act(made, aws);
    }

    /** Whether none of the properties takes another resource to change. */
    boolean canChange(Set<String> properties) {
        return changeable.containsAll(properties);
    }

    boolean canChange(String property) {
        return changeable.contains(property);
    }

    void change(Made made, Order after, Aws aws) {
        change.apply(made, after, aws);
    }

    boolean isGone(Made made, Aws aws) {
        return gone.holds(made, aws);
    }

    String reference(Made made) {
        return reference.apply(made.physicalId());
    }

    Object attribute(Made made, String name, Aws aws) {
        Attribute found = attributes.get(name);
        if (found == null) {
            throw CfnRefusals.template(
                    "resource " + made.logicalId() + " does not support attribute type " + name + " in Fn::GetAtt");
        }
        return found.of(made, aws);
    }
}
