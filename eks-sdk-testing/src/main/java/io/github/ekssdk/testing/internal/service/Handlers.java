package io.github.ekssdk.testing.internal.service;

import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.protocol.Operation;
import io.github.ekssdk.testing.internal.protocol.Operations;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** The operations that a class of services has, found by the types of its methods once. */
public final class Handlers {
    private static final Map<Class<?>, Handlers> CACHE = new ConcurrentHashMap<>();
    private static final MethodType PLAIN =
            MethodType.methodType(Object.class, FakeService.class, SdkPojo.class, Call.class);

    private final Map<Class<?>, MethodHandle> byRequest = new HashMap<>();
    private final Operations operations;

    private Handlers(Class<?> service) {
        List<Operation> found = new ArrayList<>();
        for (Method method : service.getMethods()) {
            if (isHandler(method)) {
                Class<?> request = method.getParameterTypes()[0];
                byRequest.put(request, handle(method));
                found.add(Operation.of(request));
            }
        }
        operations = new Operations(found);
    }

    /** Handlers of the class of a service. */
    public static Handlers of(FakeService service) {
        return CACHE.computeIfAbsent(service.getClass(), Handlers::new);
    }

    /** The operations that have a handler. */
    public Operations operations() {
        return operations;
    }

    /** Lets the service answer a request. */
    public SdkPojo answer(FakeService service, SdkPojo request, Call call) {
        MethodHandle handler = byRequest.get(request.getClass());
        if (handler == null) {
            throw new IllegalStateException(service.name() + " has no handler for " + request.getClass());
        }
        try {
            return (SdkPojo) (Object) handler.invokeExact(service, request, call);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isHandler(Method method) {
        Class<?>[] parameters = method.getParameterTypes();
        return parameters.length > 0
                && parameters.length < 3
                && SdkRequest.class.isAssignableFrom(parameters[0])
                && SdkResponse.class.isAssignableFrom(method.getReturnType())
                && (parameters.length == 1 || parameters[1] == Call.class);
    }

    private static MethodHandle handle(Method method) {
        try {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(method);
            if (method.getParameterCount() == 1) {
                handle = MethodHandles.dropArguments(handle, 2, Call.class);
            }
            return handle.asType(PLAIN);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
