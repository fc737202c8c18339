/* The policy household-aid.dmn by hand over columns, one household after the other: the floor of the bench.
   Reads the columns from a file, runs the loop several times, prints the best milliseconds of the processor, writes the results. */
#define _POSIX_C_SOURCE 199309L
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NONE8 INT8_MIN
#define NONE16 INT16_MIN
#define NONE32 INT32_MIN
enum { NO, YES, UNKNOWN };

typedef struct {
  int32_t households, people, places;
  int32_t *firsts, *deposits, *standard, *edge, *months;
  int32_t *wages, *business, *property, *transfers, *yearly, *deducted;
  int16_t *birth;
  int8_t *reason, *disability, *ill, *studies, *local, *homes, *vehicles, *unable;
  uint8_t *place;
  int8_t *classes;
  int32_t *amounts, *reasons;
} caseload;

static int both(int a, int b) { return a == NO || b == NO ? NO : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES; }

static void decide(const caseload *c) {
  const int day18 = 14061, day60 = -1280, day80 = -8585;
  for (int32_t h = 0; h < c->households; h++) {
    const int32_t standard = c->standard[c->place[h]];
    int heads = 0, young = 0, old = 0, veryold = 0, severe = 0, sick = 0, pupils = 0, here = 0, elsewhere = 0, open = 0;
    int32_t monthly = 0, yearly = 0, costs = 0, expenses = 0;
    for (int32_t p = c->firsts[h]; p < c->firsts[h + 1]; p++) {
      if (c->reason[p] != 0) continue;
      heads++;
      const int born = c->birth[p];
      if (born != NONE16) {
        young += born > day18;
        old += born <= day60;
        veryold += born <= day80;
      }
      severe += c->disability[p] == 1 || c->disability[p] == 2;
      sick += c->ill[p] == 1;
      pupils += c->studies[p] == 1;
      here += c->local[p] == 1;
      elsewhere += c->local[p] == 0;
      const int32_t wage = c->wages[p], b = c->business[p], r = c->property[p], t = c->transfers[p];
      const int32_t y = c->yearly[p], d = c->deducted[p];
      if (wage == NONE32 || b == NONE32 || r == NONE32 || t == NONE32 || y == NONE32 || d == NONE32) {
        open = 1;
        continue;
      }
      monthly += wage + b + r + t;
      yearly += y;
      expenses += d;
      costs += wage * 10 < standard * 2 ? wage * 10 : standard * 2;
    }
    int32_t income = (monthly + yearly / 12 - expenses) * 10 - costs;
    if (income < 0) income = 0;
    const int32_t line = standard * heads;
    const int below = open ? UNKNOWN : income < line * 10;
    const int belowedge = open ? UNKNOWN : income < line * c->edge[c->place[h]];
    const int32_t saved = c->deposits[h];
    const int savings = saved == NONE32 ? UNKNOWN : saved == 0 || saved <= line * c->months[c->place[h]];
    const int homes = c->homes[h] == NONE8 ? UNKNOWN : c->homes[h] <= 1;
    const int vehicles = c->vehicles[h] == 0 || (severe > 0 && c->vehicles[h] == 1);
    const int property = both(both(savings, homes), vehicles);
    const int registered = here > 0 ? YES : heads - here - elsewhere == 0 ? NO : UNKNOWN;
    const int gates = both(property, registered);
    const int low = both(below, gates);
    const int single = heads > 0 && severe + sick > 0 ? both(belowedge, gates) : NO;
    const int edge = both(belowedge, gates);
    int kind = NONE8;
    int32_t mills = 0;
    if (low == YES) {
      const int32_t more = standard * old * 10 / 100 + standard * young * 10 / 100 + standard * severe * 15 / 100 +
                           standard * sick * 20 / 100 + standard * pupils * 5 / 100 + veryold * 3000;
      kind = c->unable[h] == 1 ? 0 : 1;
      mills = kind == 0 ? line * 13 : line * 10 - income + (more * 10 < line * 3 ? more * 10 : line * 3);
    } else if (low == NO && single == YES) {
      kind = 2;
      mills = standard * (severe + sick < heads ? severe + sick : heads) * 10;
    } else if (low == NO && single == NO && edge != UNKNOWN) {
      kind = edge == YES ? 3 : 4;
    }
    c->classes[h] = kind;
    c->amounts[h] = kind == NONE8 ? NONE32 : (mills + 999) / 1000;
    c->reasons[h] = (heads == 0) | (heads > 0 && below == NO) << 1 | (savings == NO) << 2 | (homes == NO) << 3 |
                    (vehicles == NO) << 4 | (heads > 0 && registered == NO) << 5;
  }
}

static void *take(FILE *from, size_t bytes) {
  void *into = malloc(bytes);
  if (!into || fread(into, 1, bytes, from) != bytes) exit(2);
  return into;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  FILE *from = fopen(argv[1], "rb");
  caseload c;
  if (!from || fread(&c.households, 4, 3, from) != 3) return 2;
  const size_t h = c.households, p = c.people, r = c.places;
  c.firsts = take(from, 4 * (h + 1));
  c.deposits = take(from, 4 * h);
  c.standard = take(from, 4 * r);
  c.edge = take(from, 4 * r);
  c.months = take(from, 4 * r);
  c.wages = take(from, 4 * p);
  c.business = take(from, 4 * p);
  c.property = take(from, 4 * p);
  c.transfers = take(from, 4 * p);
  c.yearly = take(from, 4 * p);
  c.deducted = take(from, 4 * p);
  c.birth = take(from, 2 * p);
  c.reason = take(from, p);
  c.disability = take(from, p);
  c.ill = take(from, p);
  c.studies = take(from, p);
  c.local = take(from, p);
  c.homes = take(from, h);
  c.vehicles = take(from, h);
  c.unable = take(from, h);
  c.place = take(from, h);
  fclose(from);
  c.classes = calloc(h, 1);
  c.amounts = calloc(h, 4);
  c.reasons = calloc(h, 4);
  double best = 1e9;
  for (int round = atoi(argv[3]); round > 0; round--) {
    struct timespec since, until;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &since);
    decide(&c);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &until);
    const double took = (until.tv_sec - since.tv_sec) * 1e3 + (until.tv_nsec - since.tv_nsec) / 1e6;
    if (took < best) best = took;
  }
  FILE *into = fopen(argv[2], "wb");
  if (!into) return 2;
  fwrite(c.amounts, 4, h, into);
  fwrite(c.reasons, 4, h, into);
  fwrite(c.classes, 1, h, into);
  fclose(into);
  printf("%f\n", best);
  return 0;
}
