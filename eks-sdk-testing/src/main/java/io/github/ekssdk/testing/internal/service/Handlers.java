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

/** The operations that a class of services has, found once by the types of the methods of its {@link FakeService#handlers()}. */
public final class Handlers {
    private static final Map<Class<?>, Handlers> CACHE = new ConcurrentHashMap<>();
    private static final MethodType PLAIN =
            MethodType.methodType(Object.class, Object.class, SdkPojo.class, Call.class);

    private final Map<Class<?>, Handler> byRequest = new HashMap<>();
    private final Operations operations;
    private final boolean admits;

    /** A method and the place of its object in {@link FakeService#handlers()}. */
    private record Handler(int object, MethodHandle method) {}

    private Handlers(FakeService service) {
        List<Operation> found = new ArrayList<>();
        List<?> objects = service.handlers();
        for (int object = 0; object < objects.size(); object++) {
            for (Method method : objects.get(object).getClass().getMethods()) {
                if (isHandler(method)) {
                    Class<?> request = method.getParameterTypes()[0];
                    Handler other = byRequest.put(request, new Handler(object, handle(method)));
                    if (other != null) {
                        throw new IllegalStateException(service.name() + " has two handlers for " + request);
                    }
                    found.add(Operation.of(request));
                }
            }
        }
        operations = new Operations(found);
        admits = overridesAdmit(service.getClass());
    }

    /** Handlers of the class of a service. */
    public static Handlers of(FakeService service) {
        Handlers known = CACHE.get(service.getClass());
        return known != null ? known : CACHE.computeIfAbsent(service.getClass(), type -> new Handlers(service));
    }

    /** The operations that have a handler. */
    public Operations operations() {
        return operations;
    }

    /** Whether the service may refuse calls because there are too many. */
    public static boolean limitsRates(FakeService service) {
        return of(service).admits;
    }

    private static boolean overridesAdmit(Class<?> service) {
        try {
            return service.getMethod("admit", SdkRequest.class, Call.class).getDeclaringClass() != FakeService.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the service answer a request. */
    public SdkPojo answer(FakeService service, SdkPojo request, Call call) {
        Handler handler = byRequest.get(request.getClass());
        if (handler == null) {
            throw new IllegalStateException(service.name() + " has no handler for " + request.getClass());
        }
        try {
            return (SdkPojo) (Object)
                    handler.method.invokeExact((Object) service.handlers().get(handler.object), request, call);
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
