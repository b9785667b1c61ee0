package io.github.ekssdk.testing.internal.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ekssdk.testing.FakeAws;
import io.github.ekssdk.testing.LatencyProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** An account whose EC2 a test calls through the ordinary client, and the things that most tests begin with. */
final class Ec2Fixture implements AutoCloseable {
    static final Duration NAT_CREATE = Duration.ofSeconds(97);
    static final Duration NAT_DELETE = Duration.ofSeconds(60);

    final FakeAws aws;
    final Ec2Client ec2;

    Ec2Fixture() {
        this(LatencyProfile.instant());
    }

    Ec2Fixture(LatencyProfile latency) {
        aws = FakeAws.builder().latency(latency).build();
        ec2 = aws.client(Ec2Client.builder());
    }

    /** An account in which VPCs, NAT gateways and instances take their time, and calls none. */
    static Ec2Fixture timed() {
        return new Ec2Fixture(LatencyProfile.instant()
                .with("ec2.vpc.create", Duration.ofSeconds(2), 0)
                .with("ec2.subnet.create", Duration.ofSeconds(3), 0)
                .with("ec2.nat.create", NAT_CREATE, 0)
                .with("ec2.nat.delete", NAT_DELETE, 0)
                .with("ec2.instance.create", Duration.ofSeconds(30), 0)
                .with("ec2.instance.delete", Duration.ofSeconds(45), 0));
    }

    @Override
    public void close() {
        ec2.close();
        aws.close();
    }

    void pass(Duration time) throws InterruptedException {
        aws.clock().advance(time);
    }

    String vpc() {
        return vpc("10.0.0.0/16");
    }

    String vpc(String cidr) {
        return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
    }

    String subnet(String vpcId, String cidr) {
        return ec2.createSubnet(r -> r.vpcId(vpcId).cidrBlock(cidr)).subnet().subnetId();
    }

    String gateway() {
        return ec2.createInternetGateway().internetGateway().internetGatewayId();
    }

    String gatewayOf(String vpcId) {
        String id = gateway();
        ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpcId));
        return id;
    }

    String address() {
        return ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    }

    String nat(String subnetId, String allocationId) {
        return ec2.createNatGateway(r -> r.subnetId(subnetId).allocationId(allocationId))
                .natGateway()
                .natGatewayId();
    }

    String routeTable(String vpcId) {
        return ec2.createRouteTable(r -> r.vpcId(vpcId)).routeTable().routeTableId();
    }

    String group(String vpcId, String name) {
        return ec2.createSecurityGroup(r -> r.vpcId(vpcId).groupName(name).description("of a test"))
                .groupId();
    }

    String networkInterface(String subnetId, String... groupIds) {
        return ec2.createNetworkInterface(r -> r.subnetId(subnetId).groups(groupIds))
                .networkInterface()
                .networkInterfaceId();
    }

    static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    static TagSpecification tags(ResourceType type, String... keysAndValues) {
        TagSpecification.Builder specification = TagSpecification.builder().resourceType(type);
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.add(Tag.builder()
                    .key(keysAndValues[i])
                    .value(keysAndValues[i + 1])
                    .build());
        }
        return specification.tags(tags).build();
    }

    /** Asserts that EC2 refuses a call with status 400. */
    static Refusal assertRefused(ThrowingCallable call, String code) {
        return assertRefused(call, code, 400);
    }

    /** Asserts that EC2 refuses a call. */
    static Refusal assertRefused(ThrowingCallable call, String code, int status) {
        Ec2Exception refusal = catchThrowableOfType(Ec2Exception.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.statusCode()).isEqualTo(status);
        return new Refusal(refusal.awsErrorDetails().errorMessage());
    }

    /** What a refusal said. */
    record Refusal(String message) {
        void saying(String... parts) {
            assertThat(message).contains(parts);
        }
    }
}
