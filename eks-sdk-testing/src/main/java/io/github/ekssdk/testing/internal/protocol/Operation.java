package io.github.ekssdk.testing.internal.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.utils.builder.Buildable;

/** One operation of a service, as the AWS SDK's own marshaller of it says. */
public final class Operation {
    private static final MethodType BUILDER = MethodType.methodType(SdkPojo.class);

    private final String name;
    private final Class<?> requestType;
    private final String method;
    private final String uri;
    private final MethodHandle builder;

    private Operation(String name, Class<?> requestType, OperationInfo info, MethodHandle builder) {
        this.name = name;
        this.requestType = requestType;
        this.method = info.httpMethod().name();
        this.uri = info.requestUri();
        this.builder = builder;
    }

    /** The operation that takes requests of that class. */
    public static Operation of(Class<?> requestType) {
        try {
            OperationInfo info = binding(requestType);
            MethodHandle builder = MethodHandles.publicLookup().unreflect(requestType.getMethod("builder"));
            return new Operation(name(requestType, info), requestType, info, builder.asType(BUILDER));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(requestType + " is not a request of the AWS SDK", e);
        }
    }

    private static OperationInfo binding(Class<?> requestType) throws ReflectiveOperationException {
        String marshaller = requestType.getName().replace(".model.", ".transform.") + "Marshaller";
        Field binding =
                Class.forName(marshaller, true, requestType.getClassLoader()).getDeclaredField("SDK_OPERATION_BINDING");
        binding.setAccessible(true);
        return (OperationInfo) binding.get(null);
    }

    private static String name(Class<?> requestType, OperationInfo info) {
        String identifier = info.operationIdentifier();
        if (identifier == null || identifier.isEmpty()) {
            String simple = requestType.getSimpleName();
            return simple.substring(0, simple.length() - "Request".length());
        }
        return identifier.substring(identifier.lastIndexOf('.') + 1);
    }

    /** Name on the wire, such as {@code CreateOpenIDConnectProvider}. */
    public String name() {
        return name;
    }

    public Class<?> requestType() {
        return requestType;
    }

    /** HTTP method. */
    String method() {
        return method;
    }

    /** Path with labels in braces, perhaps with a query string. */
    String uri() {
        return uri;
    }

    /** A builder of the request. */
    public SdkPojo newRequest() {
        try {
            return (SdkPojo) builder.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a builder has collected. */
    public static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    @Override
    public String toString() {
        return name;
    }
}
