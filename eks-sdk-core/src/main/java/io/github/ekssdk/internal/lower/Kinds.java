package io.github.ekssdk.internal.lower;

import io.github.ekssdk.internal.graph.ResourceKind;
import io.github.ekssdk.internal.resource.ec2.ElasticIp;
import io.github.ekssdk.internal.resource.ec2.InternetGateway;
import io.github.ekssdk.internal.resource.ec2.LaunchTemplate;
import io.github.ekssdk.internal.resource.ec2.NatGateway;
import io.github.ekssdk.internal.resource.ec2.RouteTable;
import io.github.ekssdk.internal.resource.ec2.SecurityGroup;
import io.github.ekssdk.internal.resource.ec2.Subnet;
import io.github.ekssdk.internal.resource.ec2.Vpc;
import io.github.ekssdk.internal.resource.eks.ControlPlane;
import io.github.ekssdk.internal.resource.eks.ManagedNodeGroup;
import io.github.ekssdk.internal.resource.iam.Role;
import java.util.List;

/** The kinds of resources a cluster is made of. */
public final class Kinds {

    static final ResourceKind VPC = new Vpc();
    static final ResourceKind SUBNET = new Subnet();
    static final ResourceKind INTERNET_GATEWAY = new InternetGateway();
    static final ResourceKind ELASTIC_IP = new ElasticIp();
    static final ResourceKind NAT_GATEWAY = new NatGateway();
    static final ResourceKind ROUTE_TABLE = new RouteTable();
    static final ResourceKind SECURITY_GROUP = new SecurityGroup();
    static final ResourceKind IAM_ROLE = new Role();
    static final ResourceKind CONTROL_PLANE = new ControlPlane();
    static final ResourceKind LAUNCH_TEMPLATE = new LaunchTemplate();
    static final ResourceKind MANAGED_NODE_GROUP = new ManagedNodeGroup();

    private static final List<ResourceKind> ALL = List.of(
            CONTROL_PLANE,
            MANAGED_NODE_GROUP,
            VPC,
            SUBNET,
            INTERNET_GATEWAY,
            ELASTIC_IP,
            NAT_GATEWAY,
            ROUTE_TABLE,
            SECURITY_GROUP,
            LAUNCH_TEMPLATE,
            IAM_ROLE);

    private Kinds() {}

    /** Returns all kinds, those that take longest to read first. */
    public static List<ResourceKind> all() {
        return ALL;
    }
}
