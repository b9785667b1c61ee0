package io.github.ekssdk.testing.internal.service.eks;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Checks the words of enums: the SDK's model classes say which there are, and hold unknown ones as text all the same. */
final class Words {
    private static final Map<Class<?>, Map<String, Set<String>>> BY_CLASS = new ConcurrentHashMap<>();
    private static final String UNKNOWN = "UNKNOWN_TO_SDK_VERSION";

    private Words() {}

    /** The first word of a request, however deep, that its enum does not have. */
    static Optional<String> problem(SdkPojo pojo) {
        Map<String, Set<String>> enums = BY_CLASS.computeIfAbsent(pojo.getClass(), type -> enums(pojo));
        for (SdkField<?> field : pojo.sdkFields()) {
            Optional<Object> value = Members.value(pojo, field);
            Optional<String> problem =
                    value.flatMap(given -> problem(field.memberName(), given, enums.get(field.memberName())));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(String member, Object value, @Nullable Set<String> known) {
        if (value instanceof Collection<?> elements) {
            return elements.stream()
                    .flatMap(element -> problem(member, element, known).stream())
                    .findFirst();
        }
        if (value instanceof SdkPojo pojo) {
            return problem(pojo);
        }
        return known == null || known.contains(value.toString())
                ? Optional.empty()
                : Optional.of("The value '" + value + "' of " + member + " is not one of " + known);
    }

    /** The words of each member that is an enum or a list of one. */
    private static Map<String, Set<String>> enums(SdkPojo pojo) {
        Map<String, Set<String>> enums = new HashMap<>();
        List<String> members =
                pojo.sdkFields().stream().map(SdkField::memberName).toList();
        for (Method method : pojo.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && members.contains(method.getName())) {
                words(method.getGenericReturnType()).ifPresent(words -> enums.put(method.getName(), words));
            }
        }
        return enums;
    }

    private static Optional<Set<String>> words(Type type) {
        Type element = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        if (!(element instanceof Class<?> candidate) || !candidate.isEnum()) {
            return Optional.empty();
        }
        Set<String> words = new TreeSet<>();
        for (Object constant : candidate.getEnumConstants()) {
            if (!((Enum<?>) constant).name().equals(UNKNOWN)) {
                words.add(constant.toString());
            }
        }
        return Optional.of(words);
    }
}
