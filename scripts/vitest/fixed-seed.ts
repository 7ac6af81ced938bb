import fc from 'fast-check';

// A change is judged by the same examples wherever it is tested. `FC_SEED=$RANDOM npm run test:unit` looks for new ones.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_129) });
