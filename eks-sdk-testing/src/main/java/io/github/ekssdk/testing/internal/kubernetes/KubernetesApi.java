package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.kubernetes.Rule.Question;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Answers requests: finds out who asks, whether they may, and what for. */
final class KubernetesApi {
    private static final Set<String> OWN_ANSWERS = Set.of("scale", "eviction", "binding", "token", "log", "finalize");

    private static final Set<String> ANSWERED_WHOLE = Set.of(
            "pods", "serviceaccounts", "persistentvolumes", "persistentvolumeclaims", "podtemplates", "resourcequotas");

    private final ClusterObjects objects;
    private final Writes writes;
    private final Deletion deletion;
    private final Lists lists;
    private final Subresources subresources;
    private final Authorization authorization;
    private final Impersonation impersonation;
    private final Reviews reviews;
    private final Discovery discovery;
    private final Metrics metrics;
    private final Function<String, Optional<User>> authentication;

    /** @param authentication whom a bearer token stands for, if for anybody */
    KubernetesApi(
            ClusterObjects objects,
            Deletion deletion,
            String version,
            String serviceCidr,
            Function<String, Optional<User>> authentication) {
        this.objects = objects;
        this.deletion = deletion;
        Admission admission = new Admission(objects, new ServiceAddresses(objects, serviceCidr));
        this.writes = new Writes(objects, admission, deletion);
        this.lists = new Lists(objects.store());
        this.subresources = new Subresources(objects, writes, new Evictions(objects, deletion));
        this.authorization = new Authorization(objects);
        this.impersonation = new Impersonation(authorization);
        this.reviews = new Reviews(authorization, authentication);
        this.discovery = new Discovery(objects.types(), version);
        this.metrics = new Metrics(objects, version);
        this.authentication = authentication;
    }

    /**
     * Who sends a request.
     *
     * @throws ApiFailure if the token stands for nobody
     */
    User user(ApiRequest request) {
        String header = request.header("authorization");
        if (!header.startsWith("Bearer ") || header.equals("Bearer ")) {
            return User.ANONYMOUS;
        }
        return authentication.apply(header.substring("Bearer ".length()).trim()).orElseThrow(ApiFailure::unauthorized);
    }

    ApiAnswer answer(ApiRequest request, User caller) {
        User user = impersonation.act(caller, request);
        Optional<ApiAnswer> review = reviews.answer(request, user);
        if (review.isPresent()) {
            return review.get();
        }
        Optional<Target> target = target(request, user);
        return target.isPresent() ? resource(request, user, target.get()) : path(request, user);
    }

    /** What a request means; who may not do that with what is not there does not hear that it is not there. */
    private Optional<Target> target(ApiRequest request, User user) {
        try {
            return Target.of(request.path(), objects.types());
        } catch (ApiFailure missing) {
            Question.ofUnknown(request).ifPresent(question -> authorization.require(user, question));
            throw missing;
        }
    }

    private ApiAnswer path(ApiRequest request, User user) {
        authorization.requirePath(user, request.method().toLowerCase(Locale.ROOT), request.path());
        if (request.path().equals("/metrics")) {
            return metrics.answer();
        }
        Optional<ApiAnswer> found = discovery.answer(request.path());
        if (found.isPresent() && !Set.of("GET", "HEAD").contains(request.method())) {
            throw ApiFailure.methodNotAllowed();
        }
        return found.orElseThrow(() -> missing(request.path()));
    }

    private static ApiFailure missing(String path) {
        List<String> words = List.of(path.substring(1).split("/"));
        boolean ofKnownApi = words.get(0).equals("api")
                || words.get(0).equals("version")
                || (words.get(0).equals("apis") && words.size() > 1 && ResourceTypes.isBuiltIn(words.get(1)));
        return ofKnownApi ? ApiFailure.noSuchResource() : ApiFailure.pageNotFound();
    }

    private ApiAnswer resource(ApiRequest request, User user, Target target) {
        String verb = target.verb(request);
        authorization.require(user, Question.of(target.selectedBy(request, verb), verb));
        Methods.check(request, target);
        MediaTypes.check(request, target);
        RequestOptions.check(request, verb);
        if (OWN_ANSWERS.contains(target.subresource())) {
            return subresources.answer(request, target);
        }
        return switch (verb) {
            case "watch" -> ApiAnswer.watching(WatchStream.open(objects, request, target));
            case "list" -> shown(200, lists.list(request, target), request, target);
            case "get" -> {
                lists.checkRevision(request);
                yield shown(200, Lists.shown(writes.live(target), target.type()), request, target);
            }
            case "create" -> create(request, target);
            case "update" -> shown(200, writes.update(request, target), request, target);
            case "patch" -> patch(request, target);
            case "delete" -> delete(request, target);
            case "deletecollection" -> deleteAll(request, target);
            default -> throw ApiFailure.methodNotAllowed();
        };
    }

    private ApiAnswer shown(int code, ObjectNode object, ApiRequest request, Target target) {
        if (PartialObjects.areWanted(request)) {
            return ApiAnswer.json(code, PartialObjects.of(object));
        }
        return Tables.isWanted(request)
                ? ApiAnswer.json(
                        code, Tables.of(request, target.type(), objects.now()).of(object))
                : ApiAnswer.json(code, object);
    }

    private ApiAnswer create(ApiRequest request, Target target) {
        return shown(201, writes.create(request, target), request, target);
    }

    private ApiAnswer patch(ApiRequest request, Target target) {
        Writes.Patched patched = writes.patch(request, target);
        return shown(patched.isNew() ? 201 : 200, patched.object(), request, target);
    }

    private ApiAnswer delete(ApiRequest request, Target target) {
        ObjectNode live = writes.live(target);
        Deletion.Options options = Deletion.Options.of(request, target.type());
        boolean dryRun = request.isDryRun() || !request.tree().path("dryRun").isEmpty();
        Optional<ObjectNode> left = dryRun ? Optional.empty() : deletion.delete(live, target.type(), options);
        boolean answersObject = ANSWERED_WHOLE.contains(target.type().key());
        return ApiAnswer.json(200, left.orElseGet(() -> answersObject ? live : gone(live, target.type())));
    }

    private static ObjectNode gone(ObjectNode object, ResourceType type) {
        ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Success");
        ObjectNode details = status.putObject("details").put("name", Trees.name(object));
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.plural()).put("uid", Trees.uid(object));
        return status;
    }

    private ApiAnswer deleteAll(ApiRequest request, Target target) {
        Deletion.Options options = Deletion.Options.of(request, target.type());
        ObjectNode list = lists.list(request, target);
        List<ObjectNode> doomed = objects.store().of(target.type().key()).values().stream()
                .filter(Lists.filter(request, target))
                .toList();
        if (!request.isDryRun()) {
            doomed.forEach(object -> {
                Optional<ObjectNode> unused = deletion.delete(object, target.type(), options);
            });
        }
        ArrayNode items = list.putArray("items");
        doomed.forEach(object -> items.add(Lists.item(object, target.type())));
        return ApiAnswer.json(200, list);
    }
}
