package io.github.ekssdk.testing.internal.service.ec2;

import io.github.ekssdk.testing.internal.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Ties subnets to route tables. A subnet without an association follows the main route table of its VPC. */
final class RouteTableAssociations {
    private final Ec2World world;

    RouteTableAssociations(Ec2World world) {
        this.world = world;
    }

    public AssociateRouteTableResponse associate(AssociateRouteTableRequest request) {
        RouteTable table = world.routeTables.require(request.routeTableId());
        if (request.subnetId() == null && request.gatewayId() == null) {
            throw Refusals.missing("subnetId");
        }
        if (request.subnetId() != null) {
            checkSubnet(table, request.subnetId());
        } else {
            checkGateway(table, request.gatewayId());
        }
        RouteTableAssociation association = RouteTableAssociation.builder()
                .main(false)
                .subnetId(request.subnetId())
                .gatewayId(request.gatewayId())
                .build();
        RouteTableAssociation added = add(table.routeTableId(), association);
        return AssociateRouteTableResponse.builder()
                .associationId(added.routeTableAssociationId())
                .associationState(added.associationState())
                .build();
    }

    private void checkSubnet(RouteTable table, String id) {
        Subnet subnet = world.subnets.require(id);
        if (!subnet.vpcId().equals(table.vpcId())) {
            throw differentNetworks(table, "subnet " + id);
        }
        refuseSecond(table, association -> id.equals(association.subnetId()));
    }

    private void checkGateway(RouteTable table, String id) {
        InternetGateway gateway = world.internetGateways.require(id);
        if (InternetGateways.vpcOf(gateway).filter(table.vpcId()::equals).isEmpty()) {
            throw differentNetworks(table, "gateway " + id);
        }
        refuseSecond(table, association -> id.equals(association.gatewayId()));
    }

    private static AwsRefusal differentNetworks(RouteTable table, String other) {
        return Refusals.invalidValue(
                "Route table " + table.routeTableId() + " and " + other + " belong to different networks");
    }

    private void refuseSecond(RouteTable table, Predicate<RouteTableAssociation> same) {
        if (world.routeTables.stream().flatMap(t -> t.associations().stream()).anyMatch(same)) {
            throw Refusals.badRequest(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table " + table.routeTableId()
                            + " conflicts with an existing association");
        }
    }

    private RouteTableAssociation add(String tableId, RouteTableAssociation association) {
        RouteTableAssociation complete = association.toBuilder()
                .routeTableAssociationId(world.newId("rtbassoc"))
                .routeTableId(tableId)
                .associationState(state -> state.state(RouteTableAssociationStateCode.ASSOCIATED))
                .build();
        world.routeTables.update(tableId, table -> {
            List<RouteTableAssociation> all = new ArrayList<>(table.associations());
            all.add(complete);
            return table.toBuilder().associations(all).build();
        });
        return complete;
    }

    public DisassociateRouteTableResponse disassociate(DisassociateRouteTableRequest request) {
        RouteTableAssociation association = require(request.associationId());
        if (Boolean.TRUE.equals(association.main())) {
            throw Refusals.invalidValue(
                    "cannot disassociate the main route table association " + association.routeTableAssociationId());
        }
        remove(world, association);
        return DisassociateRouteTableResponse.builder().build();
    }

    public ReplaceRouteTableAssociationResponse replace(ReplaceRouteTableAssociationRequest request) {
        RouteTableAssociation old = require(request.associationId());
        RouteTable table = world.routeTables.require(request.routeTableId());
        String vpcId = world.routeTables.get(old.routeTableId()).vpcId();
        if (!vpcId.equals(table.vpcId())) {
            throw differentNetworks(table, "association " + old.routeTableAssociationId());
        }
        remove(world, old);
        RouteTableAssociation added = add(table.routeTableId(), old);
        return ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(added.routeTableAssociationId())
                .associationState(added.associationState())
                .build();
    }

    private RouteTableAssociation require(@Nullable String associationId) {
        String id = Refusals.present(associationId, "associationId");
        return world.routeTables.stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> association.routeTableAssociationId().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusals.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
    }

    private static void remove(Ec2World world, RouteTableAssociation association) {
        world.routeTables.update(
                association.routeTableId(),
                table -> table.toBuilder()
                        .associations(table.associations().stream()
                                .filter(other -> !other.equals(association))
                                .toList())
                        .build());
    }

    /** Removes the association of a subnet that goes. */
    static void removeSubnet(Ec2World world, String subnetId) {
        world.routeTables.stream()
                .flatMap(table -> table.associations().stream())
                .filter(association -> subnetId.equals(association.subnetId()))
                .toList()
                .forEach(association -> remove(world, association));
    }
}
