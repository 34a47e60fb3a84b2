/**
 * A series that rules of members record. What targets expose has a job, whatever its name: none of
 * them passes for what is recorded.
 */
export const recorded = (record: string) => `${record}{job=""}`;
