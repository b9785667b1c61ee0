package io.github.ekssdk.testing.internal.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ekssdk.testing.internal.Seeds;
import io.github.ekssdk.testing.internal.service.eks.ClusterSight;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import io.github.ekssdk.testing.kubernetes.FakeKubernetes;
import io.github.ekssdk.testing.kubernetes.KubernetesRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The inside of one cluster: its objects, its controllers, and the server that both are reached by. */
public final class KubernetesCluster implements FakeKubernetes, AutoCloseable {
    private final KubernetesHost host;
    private final String name;
    private final Instant bornAt;
    private final Certificates certificates = Certificates.make();
    private final ClusterObjects objects;
    private final Authentication authentication;
    private final KubernetesApi api;
    private final Controllers controllers;
    private final ClusterTimes times;
    private final KubernetesServer server;
    private final List<KubernetesRequest> requests = new CopyOnWriteArrayList<>();
    private final Failures failures = new Failures();
    private final Breakage breakage = new Breakage();

    private KubernetesCluster(KubernetesHost host, String name, ClusterSight sight) {
        this.host = host;
        this.name = name;
        this.bornAt = sight.cluster().createdAt();
        this.objects =
                new ClusterObjects(() -> host.account().transitions().now(), Seeds.mix(host.seed(), name + bornAt));
        this.authentication = new Authentication(host, name, objects);
        Deletion deletion = new Deletion(objects);
        String version = sight.cluster().version();
        String cidr = sight.cluster().kubernetesNetworkConfig() == null
                ? ""
                : String.valueOf(sight.cluster().kubernetesNetworkConfig().serviceIpv4Cidr());
        this.api = new KubernetesApi(objects, deletion, version, cidr, authentication::user);
        this.controllers = new Controllers(objects.store());
        controllers.add(new DefinitionController(objects, deletion));
        controllers.add(new NamespaceController(objects, deletion, certificates.pem()));
        controllers.add(new GarbageCollector(objects, deletion));
        this.times = new ClusterTimes(host.account(), name);
        behave(deletion);
        bootstrap(cidr);
        this.server = KubernetesServer.open(certificates.context(), this::answer);
    }

    /**
     * Opens the API of a cluster that runs. Who calls holds the lock of the account.
     *
     * @throws IllegalArgumentException if there is no such cluster, or it does not run yet
     */
    public static KubernetesCluster open(KubernetesHost host, String name) {
        ClusterSight sight = host.account()
                .service(EksService.class)
                .sight(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no cluster '" + name + "'."));
        if (!sight.runs()) {
            throw new IllegalArgumentException("The cluster '" + name + "' is "
                    + sight.cluster().statusAsString() + ": its API cannot be reached yet, or any more.");
        }
        KubernetesCluster opened = new KubernetesCluster(host, name, sight);
        opened.settle();
        return opened;
    }

    private void behave(Deletion deletion) {
        AwsSide aws = new AwsSide(host, name);
        Owners owners = new Owners(objects, deletion);
        controllers.add(new AwsAuthController(objects, aws));
        controllers.add(new NodeController(objects, aws, times));
        controllers.add(new AddonController(objects, deletion, aws));
        controllers.add(new AutoModeObjects(objects, deletion, aws));
        controllers.add(new DeploymentController(owners, times));
        controllers.add(new ReplicaSetController(owners));
        controllers.add(new StatefulSetController(owners));
        controllers.add(new DaemonSetController(owners));
        controllers.add(new JobController(owners));
        controllers.add(new CronJobController(owners, times));
        controllers.add(new AutoscalingController(objects));
        Fargate fargate = new Fargate(objects, aws::sight);
        controllers.add(new Scheduler(objects, fargate));
        controllers.add(new AutoModeController(objects, aws, times, fargate));
        controllers.add(new VolumeController(objects, deletion, aws, times));
        controllers.add(new Kubelet(objects, times));
        controllers.add(new EndpointController(objects));
        controllers.add(new BudgetController(objects));
        Balancing balancing = new Balancing(objects, deletion, aws, times);
        controllers.add(new BalancerControllers(objects, aws, balancing));
        controllers.add(new GatewayController(objects, aws, balancing));
    }

    private void bootstrap(String serviceCidr) {
        ServiceAddresses addresses = new ServiceAddresses(objects, serviceCidr);
        for (ObjectNode object : Trees.documents("bootstrap.yaml")) {
            ResourceType type = objects.types()
                    .ofKind(Trees.text(object, "apiVersion"), Trees.text(object, "kind"))
                    .orElseThrow();
            if (type.key().equals("services")) {
                Trees.child(object, "spec").put("clusterIP", addresses.first());
                addresses.assign(object);
            }
            objects.create(type.key(), object);
        }
    }

    public String name() {
        return name;
    }

    /** The region that the cluster is in. */
    public String region() {
        return host.account().region();
    }

    /** Whether EKS has the cluster still, and not another one of its name. */
    public boolean isAlive() {
        return host.account()
                .service(EksService.class)
                .sight(name)
                .filter(sight -> sight.cluster().createdAt().equals(bornAt) && sight.runs())
                .isPresent();
    }

    /** Lets the controllers do all that can be done now. Who calls holds the lock of the account. */
    public void settle() {
        if (isAlive()) {
            controllers.settle(true);
        }
    }

    private boolean isReachable() {
        return host.account()
                .service(EksService.class)
                .sight(name)
                .map(sight -> sight.isReachable(host.now()))
                .orElse(true);
    }

    private ApiAnswer answer(ApiRequest request) {
        Breakage.Fate fate = host.locked(this::isReachable) ? breakage.meet() : Breakage.Fate.UNHEARD;
        if (fate == Breakage.Fate.UNHEARD) {
            return ApiAnswer.none();
        }
        ApiAnswer answer = answerReached(request);
        if (fate == Breakage.Fate.UNANSWERED) {
            breakage.strike();
            return ApiAnswer.none();
        }
        return answer;
    }

    private ApiAnswer answerReached(ApiRequest request) {
        String user = "";
        ApiAnswer answer;
        try {
            failures.strike();
            User who = host.locked(() -> api.user(request));
            user = who.name();
            answer = host.locked(() -> handle(request, who));
        } catch (ApiFailure failure) {
            answer = failure.answer();
        }
        requests.add(new KubernetesRequest(request.method(), request.path(), user, answer.code()));
        return answer;
    }

    private ApiAnswer handle(ApiRequest request, User user) {
        if (!isAlive()) {
            throw new ApiFailure(503, "ServiceUnavailable", "the cluster is gone");
        }
        controllers.settle(times.isDue());
        ApiAnswer answer = api.answer(request, user);
        if (!request.method().equals("GET")) {
            controllers.settle(false);
        }
        return answer;
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public String certificateAuthority() {
        return certificates.pem();
    }

    /** The certificate as EKS answers it. */
    public String certificateAuthorityData() {
        return Base64.getEncoder().encodeToString(certificates.pem().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String adminToken() {
        return authentication.adminToken();
    }

    @Override
    public String kubeconfig() {
        return """
            apiVersion: v1
            kind: Config
            clusters:
            - name: %1$s
              cluster:
                server: %2$s
                certificate-authority-data: %3$s
            users:
            - name: admin
              user:
                token: %4$s
            contexts:
            - name: %1$s
              context:
                cluster: %1$s
                user: admin
            current-context: %1$s
            """.formatted(name, url(), certificateAuthorityData(), adminToken());
    }

    @Override
    public Optional<String> object(String path) {
        return host.locked(() -> {
            controllers.settle(times.isDue());
            return Target.of(path, objects.types())
                    .flatMap(target -> objects.get(target.type().key(), target.namespace(), target.name()))
                    .map(ObjectNode::toString);
        });
    }

    @Override
    public long resourceVersion() {
        return host.locked(() -> objects.store().revision());
    }

    @Override
    public List<KubernetesRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void compact() {
        host.locked(() -> {
            objects.store().compact();
            return true;
        });
    }

    @Override
    public void disconnectWatches() {
        server.endWatches();
    }

    @Override
    public void breakAt(int nth, boolean takesEffect, Runnable whenBroken) {
        breakage.at(nth, takesEffect, whenBroken);
    }

    @Override
    public void mend() {
        breakage.mend();
    }

    @Override
    public void cutOff() {
        server.close();
    }

    @Override
    public void failNext(int count, int status) {
        failures.add(count, status);
    }

    @Override
    public void answerAfter(Duration latency) {
        server.answerAfter(latency);
    }

    /** Shuts the API down. */
    @Override
    public void close() {
        server.close();
    }
}
