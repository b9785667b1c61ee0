package io.github.ekssdk.kubeconfig;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Presigns the STS {@code GetCallerIdentity} call by which EKS learns who a caller is. */
final class CallerIdentityUrl {

    private static final String CLUSTER_HEADER = "x-k8s-aws-id";
    private static final Duration LIFE_OF_THE_URL = Duration.ofSeconds(60);
    private static final ServiceMetadata STS = ServiceMetadata.of("sts");
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    /** The order in which the aws tool writes them; the signature does not depend on it, the token does. */
    private static final List<String> PARAMETERS_IN_ORDER = List.of(
            "Action",
            "Version",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Security-Token",
            "X-Amz-Signature");

    private final String region;
    private final SdkHttpRequest unsigned;

    CallerIdentityUrl(String clusterName, String region) {
        this.region = region;
        this.unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .protocol("https")
                .host(stsHost(region))
                .encodedPath("/")
                .putRawQueryParameter("Action", "GetCallerIdentity")
                .putRawQueryParameter("Version", "2011-06-15")
                .putHeader(CLUSTER_HEADER, clusterName)
                .build();
    }

    /** The regional STS endpoint, in the domain of the region's partition. */
    static String stsHost(String region) {
        URI endpoint = STS.endpointFor(Region.of(region));
        String host = endpoint.getHost();
        return host != null ? host : endpoint.getPath();
    }

    String presign(AwsCredentialsIdentity credentials, Instant at) {
        SdkHttpRequest signed = SIGNER.sign(SignRequest.builder(credentials)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE_OF_THE_URL)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                        .build())
                .request();
        return "https://" + signed.host() + "/?" + query(signed.rawQueryParameters());
    }

    private static String query(Map<String, List<String>> parameters) {
        return PARAMETERS_IN_ORDER.stream()
                .flatMap(name -> parameters.containsKey(name)
                        ? Stream.of(name + "="
                                + SdkHttpUtils.urlEncode(parameters.get(name).get(0)))
                        : Stream.empty())
                .collect(joining("&"));
    }
}
