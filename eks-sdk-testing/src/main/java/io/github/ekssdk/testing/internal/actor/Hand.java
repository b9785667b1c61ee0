package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.AwsRefusal;
import io.github.ekssdk.testing.internal.Call;
import io.github.ekssdk.testing.internal.Caller;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.service.Handlers;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** How an actor calls the services: past faults, request rates and ledger, and under all other rules of AWS. */
final class Hand {
    private final Account account;
    private final Caller caller;

    Hand(Account account, String name) {
        this.account = account;
        this.caller = new Caller(
                "AKIAFAKEACTOR0000000",
                account.id(),
                account.globalArn("sts", "assumed-role/" + name + "/" + name),
                "AROAFAKEACTOR0000000:" + name);
    }

    Account account() {
        return account;
    }

    Ec2Service ec2() {
        return account.service(Ec2Service.class);
    }

    <R extends SdkResponse> R call(FakeService service, SdkRequest request, Class<R> answer) {
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        Call call = new Call(
                service.name(), operation, caller, account.transitions().now(), "actor");
        return answer.cast(Handlers.of(service).answer(service, request, call));
    }

    <R extends SdkResponse> R ec2(SdkRequest request, Class<R> answer) {
        return call(ec2(), request, answer);
    }

    <R extends SdkResponse> R eks(SdkRequest request, Class<R> answer) {
        return call(account.service(EksService.class), request, answer);
    }

    Cluster cluster(String name) {
        DescribeClusterRequest request =
                DescribeClusterRequest.builder().name(name).build();
        return eks(request, DescribeClusterResponse.class).cluster();
    }

    /** The nodes of a cluster that run, oldest first. */
    List<Instance> nodes(String cluster) {
        DescribeInstancesRequest request = DescribeInstancesRequest.builder()
                .filters(
                        Filter.builder()
                                .name("tag-key")
                                .values("kubernetes.io/cluster/" + cluster)
                                .build(),
                        Filter.builder()
                                .name("instance-state-name")
                                .values("pending", "running")
                                .build())
                .build();
        return ec2(request, DescribeInstancesResponse.class).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    /** Does something again and again, as controllers do, until AWS does not refuse it any more. */
    void persist(String what, Runnable deed) {
        try {
            deed.run();
        } catch (AwsRefusal notYet) {
            account.transitions()
                    .at(
                            account.transitions().now().plusSeconds(10),
                            what + " (last time: " + notYet.code() + ")",
                            () -> persist(what, deed));
        }
    }
}
