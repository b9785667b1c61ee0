package io.github.ekssdk.testing.internal.protocol;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What has to be known of a service before anything can be read from it: its protocol, version and namespace. */
public final class ServiceFacts {
    private static final Map<String, ServiceFacts> BY_NAME = new LinkedHashMap<>();

    static {
        add(restJson("eks", "software.amazon.awssdk.services.eks.EksClient"));
        add(restJson("eks-auth", "software.amazon.awssdk.services.eksauth.EksAuthClient"));
        query("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/", "iam.IamClient");
        query("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", "sts.StsClient");
        query(
                "cloudformation",
                "2010-05-15",
                "http://cloudformation.amazonaws.com/doc/2010-05-15/",
                "cloudformation.CloudFormationClient");
        query(
                "autoscaling",
                "2011-01-01",
                "http://autoscaling.amazonaws.com/doc/2011-01-01/",
                "autoscaling.AutoScalingClient");
        query(
                "elasticloadbalancing",
                "2015-12-01",
                "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
                "elasticloadbalancingv2.ElasticLoadBalancingV2Client");
        classicLoadBalancing();
        ec2();
        awsJson("kms", "TrentService", "kms.KmsClient");
        awsJson("ssm", "AmazonSSM", "ssm.SsmClient");
        awsJson("logs", "Logs_20140328", "cloudwatchlogs.CloudWatchLogsClient");
    }

    private static final String LOAD_BALANCING = "elasticloadbalancing";
    private static final String CLASSIC_LOAD_BALANCING = "elb";

    private final String name;
    private final Kind kind;
    private final String marker;
    private final String clientClass;
    private final Protocol protocol;
    private @Nullable Operations all;

    private ServiceFacts(String name, Kind kind, String marker, String namespace, String clientClass) {
        this.name = name;
        this.kind = kind;
        this.marker = marker;
        this.clientClass = clientClass;
        this.protocol = switch (kind) {
            case REST_JSON -> new RestJsonProtocol(this);
            case AWS_JSON -> new AwsJsonProtocol(this);
            case QUERY -> new QueryProtocol(this, new AwsQueryAnswers(namespace));
            case EC2 -> new QueryProtocol(this, new Ec2QueryAnswers(namespace));
        };
    }

    /** A service of the rest-json protocol. */
    static ServiceFacts restJson(String name, String client) {
        return new ServiceFacts(name, Kind.REST_JSON, "", "", client);
    }

    private static void add(ServiceFacts facts) {
        BY_NAME.put(facts.name, facts);
    }

    private static void awsJson(String name, String targetPrefix, String client) {
        BY_NAME.put(name, new ServiceFacts(name, Kind.AWS_JSON, targetPrefix, "", services(client)));
    }

    private static void query(String name, String version, String namespace, String client) {
        BY_NAME.put(name, new ServiceFacts(name, Kind.QUERY, version, namespace, services(client)));
    }

    private static void ec2() {
        String namespace = "http://ec2.amazonaws.com/doc/2016-11-15/";
        BY_NAME.put("ec2", new ServiceFacts("ec2", Kind.EC2, "2016-11-15", namespace, services("ec2.Ec2Client")));
    }

    /** Two services sign as elasticloadbalancing; the version of the call tells them apart. */
    private static void classicLoadBalancing() {
        query(
                CLASSIC_LOAD_BALANCING,
                "2012-06-01",
                "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/",
                "elasticloadbalancing.ElasticLoadBalancingClient");
    }

    private static String services(String client) {
        return "software.amazon.awssdk.services." + client;
    }

    /** Facts of the service with that signing name. */
    public static Optional<ServiceFacts> of(String signingName) {
        return Optional.ofNullable(BY_NAME.get(signingName));
    }

    /** Facts of the service with that signing name that a request is for. */
    public static Optional<ServiceFacts> of(String signingName, WireRequest request) {
        if (signingName.equals(LOAD_BALANCING)) {
            ServiceFacts classic = Objects.requireNonNull(BY_NAME.get(CLASSIC_LOAD_BALANCING));
            if (classic.isVersionOf(request)) {
                return Optional.of(classic);
            }
        }
        return of(signingName);
    }

    private boolean isVersionOf(WireRequest request) {
        return isQuery() && marker.equals(request.formParameter("Version"));
    }

    /** The name that signatures and IAM actions have for the service; several services may share one. */
    public String signingName() {
        return name.equals(CLASSIC_LOAD_BALANCING) ? LOAD_BALANCING : name;
    }

    /** Facts of the service that an unsigned request is most likely for, or at least of one with its protocol. */
    public static ServiceFacts guess(WireRequest request) {
        String target = request.header("x-amz-target");
        for (ServiceFacts facts : BY_NAME.values()) {
            boolean byTarget = facts.kind == Kind.AWS_JSON && target != null && target.startsWith(facts.marker);
            if (byTarget || facts.isVersionOf(request)) {
                return facts;
            }
        }
        if (target != null) {
            return first(Kind.AWS_JSON);
        }
        return first(request.formParameter("Action") == null ? Kind.REST_JSON : Kind.QUERY);
    }

    private static ServiceFacts first(Kind kind) {
        return BY_NAME.values().stream()
                .filter(facts -> facts.kind == kind)
                .findFirst()
                .orElseThrow();
    }

    /** What a request asks for, as far as that can be told without reading it: an operation, or a method and a path. */
    public String nameOf(WireRequest request) {
        if (kind == Kind.AWS_JSON) {
            String target = request.header("x-amz-target");
            return target == null ? "an operation without X-Amz-Target" : target.substring(target.lastIndexOf('.') + 1);
        }
        if (isQuery()) {
            String action = request.formParameter("Action");
            return action == null ? "an operation without Action" : action;
        }
        return request.method() + " " + request.rawPath();
    }

    /** Names of the services that the fake can speak like. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /** All services whose client is on the class path. */
    static List<ServiceFacts> onClassPath() {
        return BY_NAME.values().stream().filter(facts -> facts.client() != null).toList();
    }

    /** Signing name. */
    public String name() {
        return name;
    }

    public Protocol protocol() {
        return protocol;
    }

    Kind kind() {
        return kind;
    }

    private boolean isQuery() {
        return kind == Kind.QUERY || kind == Kind.EC2;
    }

    /** The interface of the AWS SDK's client, if it is there. */
    public @Nullable Class<?> client() {
        try {
            return Class.forName(clientClass, false, ServiceFacts.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Every operation that the AWS SDK's client has; slow the first time. */
    synchronized Operations allOperations() {
        if (all == null) {
            all = new Operations(operationMethods().stream()
                    .map(method -> Operation.of(method.getParameterTypes()[0]))
                    .toList());
        }
        return all;
    }

    /** Whether AWS itself has no such operation, as far as the models on the class path know. */
    boolean hasNo(String operation) {
        boolean tabled = KnownOperations.of(name).isUnknown(operation);
        return tabled
                || (client() != null
                        && !KnownOperations.of(name).exists()
                        && allOperations().named(operation) == null);
    }

    /** The methods of the client that take a request and return a response. */
    List<Method> operationMethods() {
        Class<?> client = client();
        List<Method> methods = new ArrayList<>();
        if (client != null) {
            Arrays.stream(client.getMethods())
                    .filter(ServiceFacts::isOperation)
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(methods::add);
        }
        return methods;
    }

    private static boolean isOperation(Method method) {
        return method.getParameterCount() == 1
                && SdkPojo.class.isAssignableFrom(method.getParameterTypes()[0])
                && SdkPojo.class.isAssignableFrom(method.getReturnType());
    }

    @Override
    public String toString() {
        return name;
    }

    /** The four families of protocols. */
    enum Kind {
        REST_JSON,
        AWS_JSON,
        QUERY,
        EC2
    }
}
