/* What each measure is, whose it is, and what it does not say. */
#include <glib/gi18n-lib.h>

#include "measure/measure.h"

static const EntMeasureInfo actor_measures[ENT_N_ACTOR_MEASURES] = {
  [ENT_ACTOR_DEGREE] = { "degree",
                         N_ ("Degree"),
                         N_ ("Ties of the actor, of any sign; several with the same actor count "
                             "each."),
                         "Freeman 1978",
                         N_ ("Counts what was coded: actors a text dwells on have more."),
                         0 },
  [ENT_ACTOR_IN] = { "in",
                     N_ ("In"),
                     N_ ("Directed ties that end at the actor."),
                     "Wasserman & Faust 1994",
                     N_ ("Ties without direction count neither in nor out."),
                     0 },
  [ENT_ACTOR_OUT] = { "out",
                      N_ ("Out"),
                      N_ ("Directed ties that begin at the actor."),
                      "Wasserman & Faust 1994",
                      N_ ("Ties without direction count neither in nor out."),
                      0 },
  [ENT_ACTOR_PARTNERS] = { "partners",
                           N_ ("Partners"),
                           N_ ("Other actors with whom the actor has a tie that is not hostile."),
                           "Freeman 1978",
                           N_ ("A rival with whom there is also a friendly tie is a partner."),
                           0 },
  [ENT_ACTOR_WEIGHTED] = { "weighted",
                           N_ ("Weighted"),
                           N_ ("Sum of the weights of the actor’s ties, without their signs."),
                           "Barrat et al. 2004",
                           N_ ("Weights are the coder’s; a tie without one weighs 1."),
                           1 },
  [ENT_ACTOR_SIGNED] = { "signed",
                         N_ ("Signed"),
                         N_ ("Positive ties of the actor less its hostile ones."),
                         "Wasserman & Faust 1994",
                         N_ ("Zero may mean no ties or as many friends as foes."),
                         0 },
  [ENT_ACTOR_BETWEENNESS] = { "betweenness",
                              N_ ("Betweenness"),
                              N_ ("Share of the shortest paths between two others that lead "
                                  "through the actor."),
                              "Freeman 1977",
                              N_ ("Supposes that influence takes shortest paths; hostile ties are "
                                  "no path."),
                              3 },
  [ENT_ACTOR_CLOSENESS]
  = { "closeness",
      N_ ("Closeness"),
      N_ ("Inverse of the mean distance to the actors within reach, times their share of all."),
      "Wasserman & Faust 1994",
      N_ ("Distances are steps: neither weights nor the kinds of ties make a difference."),
      3 },
  [ENT_ACTOR_EIGENVECTOR]
  = { "eigenvector",
      N_ ("Eigenvector"),
      N_ ("High when the actor’s partners have high values themselves; the highest is 1."),
      "Bonacich 1972",
      N_ ("Where the network falls into parts, all but one of them get zero or close to it."),
      3 },
  [ENT_ACTOR_CLUSTERING] = { "clustering",
                             N_ ("Clustering"),
                             N_ ("Share of the pairs of the actor’s partners that have a tie with "
                                 "each other."),
                             "Watts & Strogatz 1998",
                             N_ ("Not defined below two partners."),
                             3 },
  [ENT_ACTOR_CONSTRAINT]
  = { "constraint",
      N_ ("Constraint"),
      N_ ("How far the actor’s ties lead back to the same partners, by weight; low for brokers."),
      "Burt 1992",
      N_ ("Not defined without partners; can exceed 1 in small, dense networks."),
      3 },
  [ENT_ACTOR_CORE] = { "core",
                       N_ ("Core"),
                       N_ ("Greatest k such that the actor is in a part of the network where all "
                           "have k partners within it."),
                       "Seidman 1983",
                       N_ ("Says nothing of how near to the middle of that part the actor is."),
                       0 },
  [ENT_ACTOR_COMMUNITY]
  = { "community",
      N_ ("Community"),
      N_ ("Number of the densely tied group to which the actor belongs, found by the Leiden "
          "method for modularity."),
      "Traag, Waltman & van Eck 2019",
      N_ ("Other divisions may be nearly as good; the numbers mean nothing over time."),
      0 },
};

static const EntMeasureInfo net_measures[ENT_N_NET_MEASURES] = {
  [ENT_NET_ACTORS] = { "actors",
                       N_ ("Actors"),
                       N_ ("Actors that have a tie at any time, and those with a branch."),
                       "Wasserman & Faust 1994",
                       N_ ("The same at every date, so that dates compare."),
                       0 },
  [ENT_NET_PAIRS] = { "tied-pairs",
                      N_ ("Tied pairs"),
                      N_ ("Pairs of actors with a tie that is not hostile."),
                      "Wasserman & Faust 1994",
                      N_ ("Several ties of a pair count once."),
                      0 },
  [ENT_NET_DENSITY] = { "density",
                        N_ ("Density"),
                        N_ ("Tied pairs as a share of all pairs of actors."),
                        "Wasserman & Faust 1994",
                        N_ ("Falls as actors are added; compare networks of one size."),
                        3 },
  [ENT_NET_CENTRALISATION]
  = { "centralisation",
      N_ ("Centralization"),
      N_ ("How far partners gather at one actor: 1 for a star, 0 when all have as many."),
      "Freeman 1978",
      N_ ("Two hubs side by side make it low."),
      3 },
  [ENT_NET_COMPONENTS] = { "components",
                           N_ ("Components"),
                           N_ ("Parts of the network without a tie between them, single actors "
                               "included."),
                           "Wasserman & Faust 1994",
                           N_ ("One coded tie can join two parts."),
                           0 },
  [ENT_NET_DIAMETER] = { "diameter",
                         N_ ("Diameter"),
                         N_ ("Steps between the two actors farthest apart within one component."),
                         "Wasserman & Faust 1994",
                         N_ ("Small in a network that has fallen apart."),
                         0 },
  [ENT_NET_COMMUNITIES] = { "communities",
                            N_ ("Communities"),
                            N_ ("Densely tied groups found by the Leiden method."),
                            "Traag, Waltman & van Eck 2019",
                            N_ ("Actors without partners are in none."),
                            0 },
  [ENT_NET_MODULARITY] = { "modularity",
                           N_ ("Modularity"),
                           N_ ("Share of the weight of ties within communities, less what chance "
                               "would put there."),
                           "Newman & Girvan 2004",
                           N_ ("Misses small groups in large networks; above 0.3 is often called "
                               "a marked division."),
                           3 },
  [ENT_NET_HUB_SHARE] = { "hub-share",
                          N_ ("Share of the hub"),
                          N_ ("Tied pairs with the hub as a share of all tied pairs."),
                          "Cha 2010",
                          N_ ("The hub is the actor chosen, or the one with most partners."),
                          3 },
  [ENT_NET_LINKING]
  = { "linking",
      N_ ("Linking index"),
      N_ ("Pairs of actors of different branches that are tied, as a share of all such pairs; the "
          "hub is left out."),
      "after Wei Bing 2025",
      N_ ("The formula is ours, and its value falls as members are added; see also "
          "the share of links."),
      3 },
  [ENT_NET_LINK_SHARE]
  = { "link-share",
      N_ ("Share of links"),
      N_ ("Ties that join two branches as a share of all ties among the members of branches and "
          "the hub; each tie counts."),
      "after Wei Bing 2025",
      N_ ("Rises when ties with the hub lapse, even if no link is added."),
      3 },
  [ENT_NET_CROSS] = { "cross-bloc",
                      N_ ("Cross-bloc pairs"),
                      N_ ("Tied pairs of actors of different branches or blocs, the hub’s own "
                          "included."),
                      "Krackhardt & Stern 1988",
                      N_ ("Actors without a bloc are left out."),
                      0 },
  [ENT_NET_CROSS_SHARE] = { "cross-bloc-share",
                            N_ ("Share of cross-bloc pairs"),
                            N_ ("Cross-bloc pairs as a share of the tied pairs whose actors both "
                                "have a bloc."),
                            "Krackhardt & Stern 1988",
                            N_ ("Chance alone gives small blocs more ties across."),
                            3 },
  [ENT_NET_HUBLESS_COMPONENTS] = { "hubless-components",
                                   N_ ("Components without the hub"),
                                   N_ ("Parts into which the network falls when the hub leaves."),
                                   "Albert, Jeong & Barabási 2000",
                                   N_ ("Supposes that all other ties stay as they are."),
                                   0 },
  [ENT_NET_HUBLESS_ISOLATES] = { "hubless-isolates",
                                 N_ ("Isolates without the hub"),
                                 N_ ("Actors without any partner when the hub has left."),
                                 "Albert, Jeong & Barabási 2000",
                                 N_ ("Supposes that all other ties stay as they are."),
                                 0 },
  [ENT_NET_HUBLESS_LARGEST] = { "hubless-largest",
                                N_ ("Largest part without the hub"),
                                N_ ("Actors that are still connected in the largest part."),
                                "Albert, Jeong & Barabási 2000",
                                N_ ("Supposes that all other ties stay as they are."),
                                0 },
  [ENT_NET_TRIADS_PPP] = { "triads-ppp",
                           N_ ("Triads + + +"),
                           N_ ("Three friends: balanced."),
                           "Cartwright & Harary 1956",
                           N_ ("A pair’s sign is that of most of its ties; a draw counts as none."),
                           0 },
  [ENT_NET_TRIADS_PPM] = { "triads-ppm",
                           N_ ("Triads + + −"),
                           N_ ("Two foes with a common friend: unbalanced."),
                           "Cartwright & Harary 1956",
                           N_ ("The common friend may be a broker rather than under strain."),
                           0 },
  [ENT_NET_TRIADS_PMM] = { "triads-pmm",
                           N_ ("Triads + − −"),
                           N_ ("Two friends with a common foe: balanced."),
                           "Cartwright & Harary 1956",
                           N_ ("A pair’s sign is that of most of its ties; a draw counts as none."),
                           0 },
  [ENT_NET_TRIADS_MMM] = { "triads-mmm",
                           N_ ("Triads − − −"),
                           N_ ("Three foes: unbalanced, though not in weak balance."),
                           "Davis 1967",
                           N_ ("Common where many poles compete."),
                           0 },
  [ENT_NET_BALANCE] = { "balance",
                        N_ ("Balance"),
                        N_ ("Share of the triads that are balanced: + + + and + − −."),
                        "Cartwright & Harary 1956",
                        N_ ("Without hostile ties it is 1 and says nothing."),
                        3 },
  [ENT_NET_FRUSTRATION]
  = { "frustration",
      N_ ("Frustration, at most"),
      N_ ("Fewest pairs that have to change sign for two camps with friends inside and foes "
          "across."),
      "Harary 1959",
      N_ ("Exact where it equals “at least”; otherwise the best that was found."),
      0 },
  [ENT_NET_FRUSTRATION_LOWER]
  = { "frustration-lower",
      N_ ("Frustration, at least"),
      N_ ("A bound that the frustration index cannot fall below."),
      "Aref & Wilson 2018",
      N_ ("In large networks only triads without a common tie are counted."),
      0 },
};

/**
 * ent_actor_measure_info:
 * @measure: a measure of actors
 *
 * Returns: (transfer none): what it is
 */
const EntMeasureInfo *
ent_actor_measure_info (EntActorMeasure measure)
{
  return &actor_measures[measure];
}

/**
 * ent_net_measure_info:
 * @measure: a measure of networks
 *
 * Returns: (transfer none): what it is
 */
const EntMeasureInfo *
ent_net_measure_info (EntNetMeasure measure)
{
  return &net_measures[measure];
}
